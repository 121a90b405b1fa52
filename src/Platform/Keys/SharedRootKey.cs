using Daylight.Platform.Storage;

namespace Daylight.Platform.Keys;

/// <summary>
/// The root key of servers that share a PostgreSQL database: made by the first of them while nothing is sealed yet, and the
/// same for all. A server with another key, or without one, is told so before it seals what nobody could open.
/// </summary>
internal static class SharedRootKey
{
    /// <exception cref="InvalidOperationException">The file is missing although keys exist, or it is not the key of this database.</exception>
    public static RootKey Open(string path, PostgresDatabase database) =>
        database.WriteHere(
            session =>
            {
                // Another server may be making the first key at this moment.
                session.Lock("root-key");
                var first = session.First<WrappedKey>(
                    "SELECT institution_id AS InstitutionId, purpose AS Purpose, wrapped AS Wrapped FROM institution_key ORDER BY institution_id, purpose LIMIT 1");
                var key = RootKey.FromFile(path, mayCreate: first is null);
                return first is null || key.Opens($"{first.InstitutionId}|{first.Purpose}", first.Wrapped)
                    ? key
                    : throw new InvalidOperationException($"{path}: this is not the root key of this database; copy keys/root.key from the server that opened it.");
            });

    private sealed class WrappedKey
    {
        public string InstitutionId { get; init; } = "";

        public string Purpose { get; init; } = "";

        public byte[] Wrapped { get; init; } = [];
    }
}
