namespace Daylight.Platform.Callers;

/// <summary>The one permission map: which role may do what. Endpoints and screens ask it, nothing else decides.</summary>
public static class Permissions
{
    /// <summary>Import portfolios and conversations.</summary>
    public const string ImportRun = "import.run";

    /// <summary>Read the cases assigned to oneself.</summary>
    public const string CaseReadOwn = "case.read.own";

    /// <summary>Read the cases assigned to one's team.</summary>
    public const string CaseReadTeam = "case.read.team";

    /// <summary>Read all cases of the institution.</summary>
    public const string CaseReadAll = "case.read.all";

    /// <summary>Assign cases to staff.</summary>
    public const string CaseAssign = "case.assign";

    /// <summary>Close cases, and open closed ones again.</summary>
    public const string CaseClose = "case.close";

    /// <summary>See a masked value for a reason that is recorded.</summary>
    public const string PersonUnmask = "person.unmask";

    /// <summary>Ask for a permit to contact somebody.</summary>
    public const string ContactAsk = "contact.ask";

    /// <summary>Ask what the gate would say, without reserving anything.</summary>
    public const string ContactExplore = "contact.explore";

    /// <summary>Decide stored decisions again, and compare.</summary>
    public const string DecisionReplay = "decision.replay";

    /// <summary>Ask what a draft of law would have changed.</summary>
    public const string ContactWhatIf = "contact.what-if";

    /// <summary>Approve or deny an override that somebody else asked for.</summary>
    public const string OverrideApprove = "contact.override.approve";

    /// <summary>Plan who may be contacted, and export the plan without numbers.</summary>
    public const string ContactPlan = "contact.plan";

    /// <summary>Export a plan with the numbers of all its people, for a reason that is recorded.</summary>
    public const string ContactPlanNumbers = "contact.plan.numbers";

    /// <summary>Answer for how history begins: that nobody was contacted before, or that differences to a former dialer's counters may stand.</summary>
    public const string WindowDeclare = "contact.window.declare";

    /// <summary>Record consents, refusals and other facts about a person.</summary>
    public const string ContactFact = "contact.fact";

    /// <summary>Hold conversations and send messages.</summary>
    public const string ConversationHold = "conversation.hold";

    /// <summary>
    /// Record words that a channel outside has already delivered, unscreened. No role has it: it is granted to the token of a
    /// program, one by one, because it is the only way past the screening of messages.
    /// </summary>
    public const string ConductRecord = "conduct.record";

    /// <summary>Read conversations within one's case scope.</summary>
    public const string ConversationRead = "conversation.read";

    /// <summary>Search the words of conversations within one's case scope.</summary>
    public const string ConversationSearch = "conversation.search";

    /// <summary>Have the search index compared with what is kept, and what is missing added.</summary>
    public const string ConversationIndex = "conversation.index";

    /// <summary>Export conversations within one's case scope, with personal data masked.</summary>
    public const string ConversationExport = "conversation.export";

    /// <summary>See alerts and the live wall.</summary>
    public const string AlertRead = "alert.read";

    /// <summary>Acknowledge alerts.</summary>
    public const string AlertAcknowledge = "alert.acknowledge";

    /// <summary>Decide on findings.</summary>
    public const string ReviewDecide = "review.decide";

    /// <summary>Read the ledger's entries and state.</summary>
    public const string EvidenceRead = "evidence.read";

    /// <summary>Run a verification of the ledger.</summary>
    public const string EvidenceVerify = "evidence.verify";

    /// <summary>Export an evidence bundle.</summary>
    public const string EvidenceExport = "evidence.export";

    /// <summary>Open one value in an emergency, past scope and restriction; reviewed afterwards by somebody else.</summary>
    public const string PersonBreakGlass = "person.break-glass";

    /// <summary>See emergency accesses and review those of others.</summary>
    public const string BreakGlassReview = "break-glass.review";

    /// <summary>See until when people's data is kept, and what holds it.</summary>
    public const string RetentionRead = "retention.read";

    /// <summary>Ask for the erasure of a person.</summary>
    public const string ErasureRequest = "erasure.request";

    /// <summary>Approve or deny, as the second person, an erasure that somebody else asked for.</summary>
    public const string ErasureApprove = "erasure.approve";

    /// <summary>Place and release legal holds.</summary>
    public const string LegalHoldPlace = "legal-hold.place";

    /// <summary>Rotate the institution's keys.</summary>
    public const string KeyRotate = "key.rotate";

    /// <summary>Manage staff, teams and tokens.</summary>
    public const string StaffManage = "staff.manage";

    /// <summary>State the standing of the institution and of its staff as senders, which the gate judges.</summary>
    public const string StandingState = "standing.state";

    /// <summary>Read reports and the overview.</summary>
    public const string ReportRead = "report.read";

    /// <summary>Read policy packs.</summary>
    public const string PackRead = "pack.read";

    /// <summary>Propose which policy packs decide, and bring in house rules.</summary>
    public const string PackPropose = "pack.propose";

    /// <summary>Approve, as the second person, which policy packs decide.</summary>
    public const string PackApprove = "pack.approve";

    /// <summary>Read rulebooks: their rules, texts, versions and examples.</summary>
    public const string RulebookRead = "rulebook.read";

    /// <summary>Bring in a draft of a rulebook, and propose which version inspects.</summary>
    public const string RulebookPropose = "rulebook.propose";

    /// <summary>Publish, as the second person, a rulebook that somebody else proposed.</summary>
    public const string RulebookApprove = "rulebook.approve";

    /// <summary>Try a draft of a rulebook on conversations of the past.</summary>
    public const string RulebookWhatIf = "rulebook.what-if";

    /// <summary>Have old conversations inspected again by the published rulebook.</summary>
    public const string RulebookReinspect = "rulebook.reinspect";

    /// <summary>Read the institution's own models: figures, contests, drift, proposals.</summary>
    public const string ModelRead = "model.read";

    /// <summary>Have a model trained from reviewed findings, and propose which version is champion.</summary>
    public const string ModelTrain = "model.train";

    /// <summary>Publish, as the second person, a model that somebody else proposed.</summary>
    public const string ModelApprove = "model.approve";

    private static readonly Dictionary<Role, string[]> Map = new()
    {
        [Role.Collector] = [CaseReadOwn, PersonUnmask, ContactAsk, ContactExplore, ContactPlan, ContactFact, ConversationHold, ConversationRead, PackRead],
        [Role.FieldAgent] = [CaseReadOwn, PersonUnmask, ContactAsk, ContactExplore, ContactPlan, ContactFact, ConversationHold, ConversationRead, PackRead],
        [Role.Inspector] = [CaseReadAll, ContactExplore, ConversationRead, ConversationSearch, ConversationExport, AlertRead, AlertAcknowledge, ReviewDecide, ReportRead, PackRead, RulebookRead, RulebookPropose, RulebookWhatIf, ModelRead, ModelTrain],
        [Role.Supervisor] = [CaseReadTeam, CaseAssign, CaseClose, PersonUnmask, PersonBreakGlass, ContactExplore, ContactPlan, ContactPlanNumbers, ContactFact, ConversationRead, ConversationSearch, AlertRead, AlertAcknowledge, ReportRead, PackRead, ContactWhatIf, OverrideApprove, RulebookRead],
        [Role.ComplianceOfficer] =
        [
            CaseReadAll, CaseClose, PersonUnmask, ContactExplore, ContactPlan, ContactPlanNumbers, ContactFact, ConversationRead, ConversationSearch, ConversationIndex, ConversationExport,
            AlertRead, AlertAcknowledge, ReviewDecide,
            EvidenceRead, EvidenceVerify, EvidenceExport, ReportRead, PackRead, PackPropose, PackApprove, DecisionReplay, ContactWhatIf, OverrideApprove, StandingState, WindowDeclare,
            RetentionRead, ErasureRequest, ErasureApprove, LegalHoldPlace, PersonBreakGlass, BreakGlassReview,
            RulebookRead, RulebookPropose, RulebookApprove, RulebookWhatIf, RulebookReinspect,
            ModelRead, ModelTrain, ModelApprove,
        ],
        [Role.DeviceAdmin] = [],
        [Role.KeyCustodian] = [EvidenceRead, EvidenceVerify, KeyRotate, RetentionRead, ErasureApprove],
        [Role.Auditor] = [CaseReadAll, ContactExplore, ConversationRead, ConversationSearch, ConversationExport, AlertRead, EvidenceRead, EvidenceVerify, ReportRead, PackRead, DecisionReplay, RetentionRead, RulebookRead, ModelRead],
        [Role.Administrator] = [ImportRun, CaseReadAll, CaseAssign, CaseClose, StaffManage, StandingState, ContactExplore, ContactPlan, EvidenceRead, ReportRead, PackRead, PackApprove, RulebookRead, RulebookApprove, ModelRead, ModelApprove],
    };

    /// <summary>What no role has and only a program's token can be granted.</summary>
    public static IReadOnlyList<string> Grantable { get; } = [ConductRecord];

    /// <summary>The permissions of a role.</summary>
    public static IReadOnlyList<string> Of(Role role) => Map[role];

    /// <summary>The permissions of several roles together, sorted.</summary>
    public static IReadOnlySet<string> Of(IEnumerable<Role> roles) =>
        Of(roles, []);

    /// <summary>The permissions of several roles and of what a token was granted beside them; a grant that is none is passed over.</summary>
    public static IReadOnlySet<string> Of(IEnumerable<Role> roles, IEnumerable<string> grants) =>
        roles.SelectMany(role => Map[role]).Concat(grants.Intersect(Grantable, StringComparer.Ordinal)).ToHashSet(StringComparer.Ordinal);
}
