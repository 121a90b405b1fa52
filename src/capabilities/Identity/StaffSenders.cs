namespace Daylight.Identity;

/// <summary>What is known of all staff of an institution as senders, as of one reading.</summary>
public sealed class StaffSenders
{
    private readonly SenderStanding? _institution;
    private readonly Dictionary<string, SenderStanding> _staff;

    internal StaffSenders(SenderStanding? institution, Dictionary<string, SenderStanding> staff)
    {
        _institution = institution;
        _staff = staff;
    }

    /// <summary>What is known of a staff member's contacts; null until the institution has stated its standing.</summary>
    public SenderStanding? Of(string staffId) => _staff.GetValueOrDefault(staffId) ?? _institution;
}
