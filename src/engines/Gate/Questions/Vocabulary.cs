namespace Daylight.Gate;

/// <summary>How a person is reached. <see cref="Unknown"/> is a state: it is always refused.</summary>
public enum Channel
{
    /// <summary>Not known; never permitted.</summary>
    Unknown,
    /// <summary>A voice call by a member of staff.</summary>
    Call,
    /// <summary>A voice call by a machine that converses.</summary>
    AiCall,
    /// <summary>A recorded or ringless voice message.</summary>
    Prerecorded,
    /// <summary>A text message.</summary>
    Sms,
    /// <summary>An instant message.</summary>
    Im,
    /// <summary>An e-mail.</summary>
    Email,
    /// <summary>A paper letter.</summary>
    Letter,
    /// <summary>A visit in person.</summary>
    Visit,
}

/// <summary>What came of a contact. A null outcome on an event means: not yet reported.</summary>
public enum Outcome
{
    /// <summary>Engaged tone: the call was not connected.</summary>
    Busy,
    /// <summary>The number does not exist or is out of service.</summary>
    NotInService,
    /// <summary>It rang and nobody answered.</summary>
    NoAnswer,
    /// <summary>Answered, then cut off before a conversation.</summary>
    Dropped,
    /// <summary>A voicemail was left.</summary>
    Voicemail,
    /// <summary>A voicemail with the limited content of 12 CFR 1006.2(j).</summary>
    LimitedContentVoicemail,
    /// <summary>Somebody spoke with us, short of an effective talk.</summary>
    Conversation,
    /// <summary>An effective talk (有效通话) with the person about the matter.</summary>
    EffectiveTalk,
    /// <summary>A message or letter was delivered.</summary>
    Delivered,
    /// <summary>A message or letter came back.</summary>
    Bounced,
    /// <summary>The person answered a message.</summary>
    Replied,
    /// <summary>The person refused to be contacted.</summary>
    Refused,
}

/// <summary>Who began the contact.</summary>
public enum Direction
{
    /// <summary>We contacted the person.</summary>
    Outbound,
    /// <summary>The person rang or wrote.</summary>
    Inbound,
}

/// <summary>Why the person is contacted. <see cref="Unknown"/> is always refused.</summary>
public enum Purpose
{
    /// <summary>Not known; never permitted.</summary>
    Unknown,
    /// <summary>To collect a debt.</summary>
    Collection,
    /// <summary>To ask where the debtor is or have a message passed on, with no word of a debt.</summary>
    Location,
    /// <summary>To answer the person's own last message.</summary>
    Reply,
    /// <summary>To confirm once that a channel will no longer be used.</summary>
    ConfirmStop,
    /// <summary>To say that efforts end, or which remedy may be invoked.</summary>
    EndEfforts,
    /// <summary>To remind of an amount that falls due.</summary>
    Reminder,
    /// <summary>To investigate an application or a claim.</summary>
    Investigation,
    /// <summary>To survey a loss.</summary>
    Survey,
    /// <summary>To sell.</summary>
    Marketing,
}

/// <summary>What a contact point is; its name tells (mobile1, home1, work1, email1, workemail1, im1, addr1).</summary>
public enum PointKind
{
    /// <summary>The name tells nothing.</summary>
    Unknown,
    /// <summary>A mobile number.</summary>
    Mobile,
    /// <summary>A landline at home.</summary>
    Home,
    /// <summary>A number at work.</summary>
    Work,
    /// <summary>A private e-mail address.</summary>
    Email,
    /// <summary>An e-mail address of the employer.</summary>
    WorkEmail,
    /// <summary>An account with an instant messenger.</summary>
    Im,
    /// <summary>A postal address.</summary>
    Addr,
}

/// <summary>Where a visit takes place.</summary>
public enum VisitPlace
{
    /// <summary>The home or another private place.</summary>
    Home,
    /// <summary>The place of work.</summary>
    Office,
    /// <summary>Any other place.</summary>
    Other,
    /// <summary>A hospital or another place of care.</summary>
    Hospital,
    /// <summary>A place open to everybody, where others would hear.</summary>
    Public,
}

/// <summary>What a person is in the case. <see cref="Unknown"/> is always refused.</summary>
public enum PartyRole
{
    /// <summary>Not known; never permitted.</summary>
    Unknown,
    /// <summary>Owes the debt.</summary>
    Debtor,
    /// <summary>Owes it jointly.</summary>
    CoDebtor,
    /// <summary>Guarantees it.</summary>
    Guarantor,
    /// <summary>Is married to the debtor.</summary>
    Spouse,
    /// <summary>Is the debtor's parent or guardian.</summary>
    Guardian,
    /// <summary>Represents the debtor's estate.</summary>
    Executor,
    /// <summary>Represents the debtor in law.</summary>
    Attorney,
    /// <summary>Was named by the debtor as a contact (联系人).</summary>
    ListedContact,
    /// <summary>Employs the debtor.</summary>
    Employer,
    /// <summary>Has nothing to do with the debt.</summary>
    Unrelated,
    /// <summary>Is insured (loss surveys).</summary>
    Insured,
    /// <summary>Applies for credit (investigations).</summary>
    Applicant,
}

/// <summary>What the sender is to the debt.</summary>
public enum SenderKind
{
    /// <summary>The lender, or whoever the debt now belongs to.</summary>
    Lender,
    /// <summary>An outside agency.</summary>
    Agency,
}

/// <summary>What the collecting entity is.</summary>
public enum CollectorKind
{
    /// <summary>A bank.</summary>
    Bank,
    /// <summary>A consumer-finance, lending or financing company.</summary>
    FinanceCompany,
    /// <summary>A lender of which nothing nearer is known: it may be either.</summary>
    Lender,
    /// <summary>An outside agency.</summary>
    Agency,
    /// <summary>A law firm.</summary>
    LawFirm,
    /// <summary>An owner of debts it has bought.</summary>
    DebtBuyer,
    /// <summary>An insurer.</summary>
    Insurer,
}

/// <summary>The kinds of records that retention rules know.</summary>
public enum RecordKind
{
    /// <summary>Sound or pictures of a contact.</summary>
    Recording,
    /// <summary>What is noted of a contact: when, whom, through what, with which outcome.</summary>
    ContactRecord,
    /// <summary>Messages and letters sent or received.</summary>
    Correspondence,
    /// <summary>Consents, agreements and their withdrawal.</summary>
    Consent,
    /// <summary>Complaints and what was done about them.</summary>
    Complaint,
    /// <summary>The file of the account.</summary>
    AccountFile,
    /// <summary>Assessments of the impact on personal information.</summary>
    ImpactAssessment,
    /// <summary>Logs of who processed personal information.</summary>
    ProcessingLog,
    /// <summary>Training and evaluation of staff and agencies.</summary>
    TrainingRecord,
}

/// <summary>The kinds of facts that rules know.</summary>
public enum FactKind
{
    /// <summary>The person agreed to something; see the fact's scope.</summary>
    Consent,
    /// <summary>A term of the contract; see the fact's scope.</summary>
    Agreement,
    /// <summary>A time window or place the person called inconvenient.</summary>
    Inconvenient,
    /// <summary>The person asked not to be contacted through a channel.</summary>
    MediumStop,
    /// <summary>The person asked that all contact cease.</summary>
    Cease,
    /// <summary>The person refuses: to pay (debtor), or to be contacted (third party).</summary>
    Refusal,
    /// <summary>The person is represented by an attorney.</summary>
    Attorney,
    /// <summary>The debt is disputed; until = verification mailed.</summary>
    Dispute,
    /// <summary>Bankruptcy is pending or discharged.</summary>
    Bankruptcy,
    /// <summary>An instalment plan was signed and is kept.</summary>
    PlanSigned,
    /// <summary>The person has died.</summary>
    Deceased,
    /// <summary>The carrier says the contact point does not exist.</summary>
    InvalidNumber,
    /// <summary>Recorded evidence that the debtor cannot be reached.</summary>
    UnreachableEvidence,
    /// <summary>The number was checked for reassignment (12 CFR 1006.6(d)(5)).</summary>
    ReassignmentCheck,
    /// <summary>The notice of a transferred e-mail address was sent (12 CFR 1006.6(d)(4)(ii)).</summary>
    EmailNotice,
    /// <summary>The person has no or limited legal capacity.</summary>
    Incapacitated,
    /// <summary>The person is under age.</summary>
    Minor,
    /// <summary>The person is of an age that the law protects.</summary>
    Elderly,
    /// <summary>The person said, or shows, that they cannot pay for now.</summary>
    Hardship,
    /// <summary>The person is vulnerable: ill, in distress, at risk.</summary>
    Vulnerable,
    /// <summary>A court case about the debt is pending.</summary>
    Litigation,
    /// <summary>The debt can no longer be sued for.</summary>
    TimeBarred,
    /// <summary>A bereavement, disaster, wedding or festival of the person; the scope says which.</summary>
    SensitiveEvent,
    /// <summary>A visit was announced to the person.</summary>
    VisitNotice,
    /// <summary>What the person told us earlier is believed wrong or incomplete.</summary>
    WrongAnswer,
    /// <summary>Records must be kept because of a lawsuit or an inquiry.</summary>
    LegalHold,
    /// <summary>The person lives, or may live, at the place that the scope names by its code (US-MA).</summary>
    Residence,
}

/// <summary>In what form a fact reached us.</summary>
public enum FactForm
{
    /// <summary>In writing, on paper or electronically.</summary>
    Written,
    /// <summary>By word of mouth.</summary>
    Oral,
    /// <summary>A rule of the employer.</summary>
    EmployerPolicy,
}
