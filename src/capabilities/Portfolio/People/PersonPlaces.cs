namespace Daylight.Portfolio;

/// <summary>Where sealed values stand: the authenticated context of each.</summary>
internal static class PersonPlaces
{
    public static string Name(string personId) => "person.name|" + personId;

    public static string IdNumber(string personId) => "person.id_number|" + personId;

    public static string ContactPoint(string contactPointId) => "contact_point.value|" + contactPointId;

    public static string Attributes(string accountId) => "account.attributes|" + accountId;
}

/// <summary>Values in the one form under which exact search finds them.</summary>
internal static class SearchText
{
    public static string Name(string name) => "name:" + name.Trim().ToUpperInvariant();

    public static string IdNumber(string number) => "id:" + number.Trim().ToUpperInvariant();

    public static string ContactPoint(string kind, string value) => kind switch
    {
        "email" or "im" or "address" => "text:" + value.Trim().ToUpperInvariant(),
        _ => Number(value),
    };

    public static string Number(string value) => "number:" + new string([.. value.Where(char.IsAsciiDigit)]);
}
