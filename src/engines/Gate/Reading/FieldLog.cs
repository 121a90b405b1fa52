namespace Daylight.Gate;

/// <summary>
/// Every field that a reader asks for, whether it is there or not. A reader that is given a log reads an empty text as if each
/// list had one item, so that the schemas in <c>spec/</c> are written from the readers themselves and cannot drift from them.
/// </summary>
internal sealed class FieldLog
{
    private readonly List<AskedField> fields = [];

    public IReadOnlyList<AskedField> Fields => fields;

    public void Add(AskedField field) => fields.Add(field);
}

/// <summary>One field a reader asked for.</summary>
/// <param name="Path">The map it stands in; list items are <c>[0]</c>.</param>
/// <param name="Name">Its name; <c>*</c> for any name.</param>
/// <param name="Form">What it holds.</param>
/// <param name="Words">The words it may hold; null when any.</param>
/// <param name="Min">The least number.</param>
/// <param name="Max">The greatest number.</param>
internal sealed record AskedField(string Path, string Name, FieldForm Form, IReadOnlyList<string>? Words = null, int? Min = null, int? Max = null);

internal enum FieldForm
{
    Text,
    Texts,
    Number,
    Bool,
    Date,
    Dates,
    Moment,
    MomentOrNever,
    TimeOfDay,
    Window,
    Period,
    Map,
    Maps,
}
