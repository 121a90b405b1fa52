using Daylight.Platform.Storage;

namespace Daylight.Platform.Objects;

/// <summary>
/// A table that refers to objects in the local folder. Every table that does is registered: what none refers to is removed
/// once it is old (<see cref="ObjectFolder.Remove(string)"/>), because nobody holds a key to it any more.
/// </summary>
/// <param name="Among">Those of the names that it refers to; a few hundred are asked about at once.</param>
public sealed record ObjectReferences(Func<Session, IReadOnlyList<string>, IReadOnlyList<string>> Among);
