using Daylight.Platform.Callers;
using Daylight.Platform.Storage;

namespace Daylight.Platform.Changes;

/// <summary>What a room calls its changes, and how it answers who may not decide.</summary>
/// <param name="Noun">What a proposal is called.</param>
/// <param name="Open">The status of one that waits.</param>
/// <param name="Approved">The status of one that a second person agreed to.</param>
/// <param name="Permission">What is needed to decide.</param>
/// <param name="SecondPerson">The answer to who proposed it, or made what is proposed.</param>
/// <param name="Decided">The answer where it was decided before.</param>
public sealed record ChangeTerms(string Noun, string Open, string Approved, string Permission, Failure SecondPerson, Failure Decided);

/// <summary>The changes of a room, as <see cref="SecondPerson"/> decides on them.</summary>
public interface IChanges<TRow, TView>
    where TRow : ChangeRow
{
    /// <summary>What they are called.</summary>
    ChangeTerms Terms { get; }

    /// <summary>Finds a proposal, and holds off every other decision about the same thing until the transaction ends.</summary>
    TRow? Find(Session session, string institutionId, string id);

    /// <summary>Who made what is proposed: they do not approve it either. Null if nobody here did.</summary>
    string? Author(Session session, TRow row) => null;

    /// <summary>The change of the same thing that was approved last.</summary>
    TRow? Latest(Session session, TRow row);

    /// <summary>What speaks against an approval, whoever gives it; null if nothing.</summary>
    Failure? Objection(Session session, TRow row, TRow? latest);

    /// <summary>The approved change as it counts, if it does so from a moment on.</summary>
    TRow Dated(TRow approved, long now) => approved;

    /// <summary>Writes the decision; false if it was decided before.</summary>
    bool Decide(Session session, TRow decided);

    /// <summary>Leaves the entry of an approval, with what follows from it.</summary>
    TView Approved(Session session, Caller caller, TRow decided, TRow? latest);

    /// <summary>Leaves the entry of a rejection.</summary>
    TView Rejected(Session session, Caller caller, TRow decided);
}
