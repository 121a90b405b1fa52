namespace Daylight.Inspection;

/// <summary>What a piece of text names.</summary>
public enum EntityKind
{
    /// <summary>A resident identity number, 15 or 18 places (GB 11643).</summary>
    IdCard,

    /// <summary>A bank card number (Luhn).</summary>
    BankCard,

    /// <summary>A mobile number of mainland China.</summary>
    Mobile,

    /// <summary>A fixed line with its area code.</summary>
    Landline,

    /// <summary>A vehicle plate.</summary>
    Plate,

    /// <summary>A unified social credit code, 18 places (GB 32100).</summary>
    CreditCode,

    /// <summary>An amount of money.</summary>
    Amount,

    /// <summary>A day of the calendar, with or without its year.</summary>
    Date,

    /// <summary>A postal address, recognised by its administrative levels and house numbers.</summary>
    Address,

    /// <summary>A QQ number, recognised by the words before it.</summary>
    Qq,

    /// <summary>A WeChat id, recognised by the words before it.</summary>
    WeChat,
}
