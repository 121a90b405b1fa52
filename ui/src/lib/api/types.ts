/**
 * The shapes the server answers with and takes, named exactly as the C# records and the OpenAPI schemas are.
 * They are read from `schema.d.ts`, which `npm run api` writes from the server's own document, so a changed
 * server stops the type check. The document tells closed lists of words as plain strings: those lists are kept
 * by hand, and may only narrow a field that is there and can hold them.
 * Instants are ISO-8601 UTC strings, ids are opaque strings, money is integer minor units.
 */
import type { components } from './schema';

type Schemas = components['schemas'];
type Name = keyof Schemas;
type Nothing = Record<never, never>;
/** What may narrow a schema: only fields it has, only to what they can hold. */
type Within<S extends Name, N> = { [K in keyof N]: K extends keyof Schemas[S] ? Schemas[S][K] : never };
type Field<S extends Name, N, K extends keyof Schemas[S]> = K extends keyof N
  ? N[K] | Extract<Schemas[S][K], null>
  : Schemas[S][K];
/** An answer. The server writes every field, null included; whether a field may be null is the schema's to say. */
type Told<S extends Name, N extends Within<S, N> = Nothing> = {
  [K in keyof Schemas[S]]-?: Field<S, N, K>;
};
/** A request. The server reads a field left out as null, so what may be null may be left out. */
type Sent<S extends Name, N extends Within<S, N> = Nothing> = {
  [K in keyof Schemas[S] as null extends Schemas[S][K] ? never : K]: Field<S, N, K>;
} & {
  [K in keyof Schemas[S] as null extends Schemas[S][K] ? K : never]?: Field<S, N, K>;
};

export type Money = Told<'Money'>;
/** Every page of the document has this form; the one of the cases stands for them all. */
export type Page<T> = {
  [K in keyof Schemas['PageOfCaseRow']]-?: K extends 'items' ? T[] : Schemas['PageOfCaseRow'][K];
};
/** The same sentence in the two languages of the console. */
export type BothLanguages = Told<'Bilingual'>;
export type ReceiptView = Told<'ReceiptView'>;

/** The schema has the standard members only; code, trace, fields and facts are extensions it does not list. */
export type ProblemDetails = Schemas['ProblemDetails'] & {
  code?: string;
  traceId?: string;
  errors?: { field: string; message: string }[];
  facts?: Record<string, string>;
};

// Identity

export type Role = Schemas['Role'];

/** By hand: the document tells the names of permissions as plain strings. */
export type Permission =
  | 'import.run'
  | 'case.read.own'
  | 'case.read.team'
  | 'case.read.all'
  | 'case.assign'
  | 'case.close'
  | 'person.unmask'
  | 'contact.ask'
  | 'contact.explore'
  | 'contact.plan'
  | 'contact.plan.numbers'
  | 'contact.fact'
  | 'contact.what-if'
  | 'contact.override.approve'
  | 'contact.window.declare'
  | 'decision.replay'
  | 'conduct.record'
  | 'conversation.hold'
  | 'conversation.read'
  | 'conversation.search'
  | 'conversation.index'
  | 'conversation.export'
  | 'alert.read'
  | 'alert.acknowledge'
  | 'review.decide'
  | 'evidence.read'
  | 'evidence.verify'
  | 'evidence.export'
  | 'person.break-glass'
  | 'break-glass.review'
  | 'retention.read'
  | 'erasure.request'
  | 'erasure.approve'
  | 'legal-hold.place'
  | 'key.rotate'
  | 'staff.manage'
  | 'standing.state'
  | 'report.read'
  | 'pack.read'
  | 'pack.propose'
  | 'pack.approve'
  | 'rulebook.read'
  | 'rulebook.propose'
  | 'rulebook.approve'
  | 'rulebook.what-if'
  | 'rulebook.reinspect'
  | 'model.read'
  | 'model.train'
  | 'model.approve';

export type SignInRequest = Sent<'SignInRequest'>;
export type StaffView = Told<'StaffView'>;
export type InstitutionView = Told<'InstitutionView'>;
/** `pace` is how many clock seconds pass in one real second while the clock is simulated. */
export type ClockView = Told<'ClockView'>;
export type SessionView = Told<'SessionView', { permissions: Permission[] }>;
export type CreateStaffRequest = Sent<'CreateStaffRequest'>;
export type ChangeStaffRequest = Sent<'ChangeStaffRequest'>;
export type StaffCreated = Told<'StaffCreated'>;
type Employer = 'lender' | 'bank' | 'financeCompany' | 'agency' | 'lawFirm' | 'insurer';
/** What the gate knows of the institution as a sender; `statedAt` is null while nobody has stated anything. */
export type InstitutionStandingView = Told<'InstitutionStandingView', { employer: Employer }>;
export type StateInstitutionStandingRequest = Sent<'StateInstitutionStandingRequest'>;
export type StaffStandingView = Told<'StaffStandingView'>;
export type StateStaffStandingRequest = Sent<'StateStaffStandingRequest'>;
export type ForeseeStandingRequest = Sent<'ForeseeStandingRequest'>;
export type StandingForesight = Told<'StandingForesight'>;
export type TeamView = Told<'TeamView'>;
export type RoleView = Told<'RoleView', { permissions: Permission[] }>;
/** What no role has and a token can be granted. */
export type GrantView = Told<'GrantView', { permission: Permission }>;
export type TokenView = Told<'TokenView', { grants: Permission[] }>;
export type TokenCreated = Told<'TokenCreated', { token: TokenView }>;
export type CreateTokenRequest = Sent<'CreateTokenRequest', { grants: Permission[] }>;

// Portfolio

export type CaseRow = Told<'CaseRow'>;
export type PersonView = Told<'PersonView'>;
export type AccountView = Told<'AccountView'>;
export type ContactPointKind = 'mobile' | 'home' | 'work' | 'email' | 'address' | 'im';
export type ContactPointQuality = 'valid' | 'invalid' | 'unknown' | 'stale';
export type ContactPointView = Told<
  'ContactPointView',
  { kind: ContactPointKind; quality: ContactPointQuality }
>;
export type PartyView = Told<'PartyView', { contactPoints: ContactPointView[] }>;
export type CaseView = Told<'CaseView', { parties: PartyView[]; contactPoints: ContactPointView[] }>;
export type TimelineItem = Told<'TimelineItem', { severity: Severity }>;
export type UnmaskField = 'name' | 'idNumber' | 'contactPoint';
export type UnmaskReason = 'call' | 'identity-check' | 'letter' | 'complaint' | 'court' | 'other';
export type UnmaskRequest = Sent<'UnmaskRequest', { field: UnmaskField; reason: UnmaskReason }>;
export type Unmasked = Told<'Unmasked'>;
export type ImportKind = 'portfolio' | 'parties' | 'history' | 'history-counters' | 'conversations';
export type WindowView = Told<'WindowView'>;
export type HistoryCheckStatus = 'unchecked' | 'differs' | 'accepted' | 'checked';
export type HistoryCheckView = Told<'HistoryCheckView', { status: HistoryCheckStatus }>;
export type CheckedCounterView = Told<'CheckedCounterView'>;
export type FormerFigureView = Told<'FormerFigureView', { status: 'agrees' | 'differs' | 'accepted' }>;
export type FormerFigureEventsView = Told<'FormerFigureEventsView', { figure: FormerFigureView }>;
export type FigureEventView = Told<'FigureEventView'>;
export type ImportStatus = 'uploaded' | 'running' | 'done' | 'failed' | 'cancelled';
export type ImportView = Told<'ImportView', { kind: ImportKind; status: ImportStatus }>;

// Contact

export type Verdict = 'permit' | 'permit-with-obligations' | 'refuse' | 'refer';
export type Channel = 'call' | 'ai-call' | 'prerecorded' | 'sms' | 'im' | 'email' | 'letter' | 'visit';
type Place = 'home' | 'office' | 'other';
export type AskPermitRequest = Sent<'AskPermitRequest', { channel: Channel; place: Place }>;
/** Asks what the gate would say, at a moment; reserves nothing. */
export type ExploreContactRequest = Sent<
  'ExploreContactRequest',
  { channel: Channel; place: Place; assume: Assumption }
>;
export type RuleEffect = 'refuse' | 'refer' | 'oblige' | 'flag' | 'pass';
export type RuleStrength = 'prohibit' | 'should-not' | 'advisory' | 'presumption';
/** `because` is what it saw that made it speak. */
export type RuleSpokeView = Told<'RuleSpokeView', { effect: RuleEffect; strength: RuleStrength }>;
export type CounterView = Told<'CounterView'>;
export type PackRef = Told<'PackRefView'>;
type SetAsideReason = 'elsewhere' | 'debt-type' | 'collector';
/** A pack that does not govern the contact: what it governs, and what is known of the contact in that respect. */
export type PackSetAside = Told<'PackSetAsideView', { reason: SetAsideReason }>;
export type DecisionView = Told<
  'DecisionView',
  { verdict: Verdict; rules: RuleSpokeView[]; setAside: PackSetAside[] }
>;
type PermitStatus = 'issued' | 'used' | 'released' | 'expired';
export type PermitView = Told<'PermitView', { status: PermitStatus; channel: Channel }>;
export type PermitAnswer = Told<'PermitAnswer', { decision: DecisionView; permit: PermitView }>;
export type PlanStatus = 'throughout' | 'partly' | 'refused';
export type ContactPlanRequest = Sent<'ContactPlanRequest', { channels: Channel[] }>;
export type PlanExportRequest = Sent<'PlanExportRequest', { format: 'csv' | 'jsonl'; status: PlanStatus }>;
export type ContactPlanView = Told<
  'ContactPlanView',
  { status: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed' }
>;
export type PlanRowView = Told<'PlanRowView', { channel: Channel; status: PlanStatus }>;
/** A stretch of time in which the answer stays the same. */
export type SpanView = Told<'SpanView', { verdict: Verdict }>;
export type RuleSaid = Told<'RuleSaidView', { effect: RuleEffect; strength: RuleStrength }>;
/** `contactPointId` and `verdict` are null when the person has nothing that the channel reaches. */
export type ChannelWeek = Told<'ChannelWeekView', { channel: Channel; verdict: Verdict; spans: SpanView[] }>;
export type WeekView = Told<
  'WeekView',
  { channels: ChannelWeek[]; rules: RuleSaid[]; setAside: PackSetAside[] }
>;
export type AssumedFact = Sent<'AssumedFactRequest'>;
export type AssumedContact = Sent<'AssumedContactRequest', { channel: Channel }>;
/** What is supposed for one question; never stored. */
export type Assumption = Sent<'AssumptionRequest', { facts: AssumedFact[]; contacts: AssumedContact[] }>;
export type ExploreWeekRequest = Sent<'ExploreWeekRequest', { place: Place; assume: Assumption }>;
export type ReportOutcomeRequest = Sent<'ReportOutcomeRequest'>;
export type PromiseView = Told<'PromiseView'>;
/** `receipt` is null when the report said nothing new. */
export type ContactView = Told<'ContactView', { channel: Channel; direction: Direction }>;
export type RecordFactRequest = Sent<'RecordFactRequest'>;
export type FactView = Told<'FactView'>;
export type RuleView = Told<'RuleView', { strength: RuleStrength }>;
/** `applies`: whether the institution is held to it. */
export type PackView = Told<'PackView', { rules: RuleView[] }>;
export type PackState = 'adopted' | 'changed' | 'available' | 'missing';
export type PackSource = 'installation' | 'house';
export type PackTextView = Told<
  'PackTextView',
  { kind: 'pack' | 'calendar'; state: PackState; source: PackSource }
>;
export type PackProblem = Told<'PackProblemView'>;
export type PackChange = Told<'PackChangeView', { change: 'added' | 'removed' | 'changed' }>;
export type ProposalView = Told<
  'ProposalView',
  { status: 'proposed' | 'approved' | 'rejected'; changes: PackChange[] }
>;
export type PackDeskView = Told<
  'PackDeskView',
  { inForce: ProposalView; upcoming: ProposalView[]; pending: ProposalView[]; texts: PackTextView[] }
>;
export type PackVersionView = Told<'PackVersionView', { source: PackSource; decisions: ProposalView[] }>;
/** Fields as they are written in a pack; the document cannot say more of them. */
export type Written = Record<string, unknown>;
/** `parameters` are the fields of the rule's kind, as written. */
export type RuleDetail = Omit<Told<'RuleDetailView'>, 'parameters'> & { parameters: Written };
export type VectorView = Omit<Told<'VectorView'>, 'fields'> & { fields: Written };
export type PackDetailView = Omit<Told<'PackDetailView', { source: PackSource }>, 'rules' | 'vectors'> & {
  rules: RuleDetail[];
  vectors: VectorView[];
};
export type PackCheckView = Told<'PackCheckView'>;
export type FieldChange = Told<'FieldChangeView'>;
export type RuleChange = Told<'RuleChangeView', { change: 'added' | 'removed' | 'changed' }>;
export type LineChange = Told<'LineChangeView', { change: 'same' | 'added' | 'removed' | 'gap' }>;
export type PackComparisonView = Told<'PackComparisonView', { rules: RuleChange[]; lines: LineChange[] }>;
export type ProposePacksRequest = Sent<'ProposePacksRequest'>;
export type PackUploadView = Told<'PackUploadView'>;

// Conduct

export type RulebookState = 'offered' | 'draft' | 'awaiting' | 'published' | 'retired';
export type RulebookPublicationView = Told<
  'RulebookPublicationView',
  { status: 'awaiting' | 'published' | 'rejected' }
>;
export type RulebookVersionView = Told<
  'RulebookVersionView',
  { state: RulebookState; publications: RulebookPublicationView[] }
>;
export type RulebookDeskView = Told<
  'RulebookDeskView',
  { inForce: RulebookVersionView; awaiting: RulebookPublicationView[]; versions: RulebookVersionView[] }
>;
export type RulebookRule = Told<
  'RulebookRuleView',
  { severity: Severity; action: 'none' | 'warn' | 'block' }
>;
export type RulebookProblem = Told<'RulebookProblemView'>;
export type RulebookDetailView = Told<
  'RulebookDetailView',
  { version: RulebookVersionView; rules: RulebookRule[] }
>;
export type RulebookExampleView = Told<'RulebookExampleView'>;
export type RulebookCheckView = Told<'RulebookCheckView'>;
export type RunKind = 'what-if' | 'reinspection';
export type PastReviews = Told<'PastReviews'>;
export type RulebookDifference = Told<'RulebookDifference'>;
export type ReinspectionCounts = Told<'ReinspectionCounts'>;
export type RulebookRunView = Told<
  'RulebookRunView',
  {
    kind: RunKind;
    status: 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';
    difference: RulebookDifference | null;
    again: ReinspectionCounts | null;
  }
>;
export type SearchRequest = Sent<'SearchRequest'>;
export type SearchPart = Told<'SearchPart'>;
export type SearchHit = Told<
  'SearchHit',
  { conversation: ConversationRow; role: SpeakerRole; parts: SearchPart[] }
>;
export type SearchAnswer = Told<
  'SearchAnswer',
  { items: SearchHit[]; state: 'complete' | 'page-full' | 'bounded' }
>;
export type RulebookSample = Told<'RulebookSample', { severity: Severity }>;
export type RulebookUploadView = Told<'RulebookUploadView'>;
export type RulebookComparisonView = Told<
  'RulebookComparisonView',
  {
    rules: Told<'RulebookRuleChangeView', { change: 'added' | 'removed' | 'changed' }>[];
    lines: LineChange[];
  }
>;
type ModelState = 'champion' | 'awaiting' | 'trained' | 'retired' | 'gone';
export type ModelReport = Told<
  'ModelReport',
  { contest: Told<'ModelContest'> | null; referenceKind: 'traffic' | 'training' }
>;
export type ModelVersionView = Told<'ModelVersionView', { state: ModelState; report: ModelReport }>;
export type ModelSummaryView = Told<
  'ModelSummaryView',
  { champion: ModelVersionView | null; newest: ModelVersionView }
>;
export type ModelPublicationView = Told<
  'ModelPublicationView',
  { status: 'awaiting' | 'published' | 'rejected' }
>;
export type ModelView = Told<
  'ModelView',
  { versions: ModelVersionView[]; publications: ModelPublicationView[] }
>;
export type ModelTrainingRequest = Sent<'ModelTrainingRequest'>;
export type ModelTrainingView = Told<
  'ModelTrainingView',
  { status: 'waiting' | 'running' | 'done' | 'cancelled' | 'refused'; step: 'reading' | 'learning' }
>;
export type ModelMaterialView = Told<'ModelMaterialView'>;
export type ModelWatchView = Told<
  'ModelWatchView',
  {
    referenceKind: 'traffic' | 'training';
    window: Told<'ModelWindow', { state: 'too-few' | 'steady' | 'moved' | 'drifting' }>;
  }
>;
export type ModelWarning = Told<'ModelWarning', { kind: 'drift' | 'train-anew' }>;
export type ConversationKind = 'call' | 'chat' | 'sms' | 'email' | 'visit';
export type Direction = 'outbound' | 'inbound';
export type SpeakerRole = 'staff' | 'customer' | 'thirdParty' | 'system';
export type Severity = 'critical' | 'major' | 'minor';
/** `imported`: brought in from a file, not held through the API. */
export type ConversationRow = Told<
  'ConversationRow',
  { kind: ConversationKind; direction: Direction; status: 'live' | 'closed'; worstSeverity: Severity }
>;
/** `receivedAt` is when the server got it; `at` is what the sender claims. */
export type UtteranceView = Told<'UtteranceView', { role: SpeakerRole }>;
export type ScoreView = Told<'ScoreView'>;
export type RecordingView = Told<'RecordingView'>;
export type RecordingPeaks = Told<'RecordingPeaksView'>;
export type ConversationView = Told<
  'ConversationView',
  { conversation: ConversationRow; utterances: UtteranceView[]; findings: FindingView[] }
>;

export type RedactedExportRequest = Sent<
  'RedactedExportRequest',
  { purpose: 'review' | 'complaint' | 'court' | 'regulator' | 'training'; format: 'json' | 'text' }
>;

export type TranscriptionStatus = 'waiting' | 'working' | 'done' | 'failed' | 'not-needed';
export type TranscriptionView = Told<'TranscriptionView', { status: TranscriptionStatus }>;

// Review

/** `withdrawn`: the words it was raised on were corrected. */
export type FindingStatus = 'open' | 'upheld' | 'overturned' | 'unclear' | 'withdrawn';
/**
 * `span` is in UTF-16 code units of the original text of the utterance, end excluded. `matched` and `normalised`
 * are empty for a finding about absence.
 */
/** A rule of law that forbids a finding's category in the contact in which it was raised. */
export type FindingLaw = Told<'FindingLaw', { strength: RuleStrength }>;
export type JudgeCost = Told<'JudgeCost'>;
export type JudgementView = Told<
  'JudgementView',
  {
    status: 'waiting' | 'judged' | 'failed' | 'off' | 'not-needed';
    onNo: 'lower' | 'dismiss';
    verdict: 'yes' | 'no' | 'unsure';
    cost: JudgeCost;
  }
>;
export type JudgeDayView = Told<'JudgeDayView', { cost: JudgeCost }>;
export type JudgeView = Told<'JudgeView', { days: JudgeDayView[] }>;
export type JudgeRetried = Told<'JudgeRetried'>;
export type FindingView = Told<
  'FindingView',
  {
    severity: Severity;
    span: [number, number];
    status: FindingStatus;
    law: FindingLaw[];
    raisedFrom: Severity;
    judgement: JudgementView;
  }
>;
export type AlertView = Told<'AlertView', { severity: Severity }>;
export type ReviewVerdict = 'upheld' | 'overturned' | 'unclear';
/** `leaseUntil` and `undoUntil` are real time, also while the day on the screen is simulated: they are between people. */
export type ReviewItem = Told<
  'ReviewItem',
  {
    status: 'waiting' | 'claimed' | 'decided' | 'dismissed' | 'withdrawn';
    finding: FindingView;
    conversation: ConversationRow;
    verdict: ReviewVerdict;
  }
>;
export type LiveConversationView = Told<
  'LiveConversationView',
  { kind: ConversationKind; direction: Direction; lastRole: SpeakerRole; worstSeverity: Severity }
>;
export type WallView = Told<'WallView', { conversations: LiveConversationView[]; alerts: AlertView[] }>;
/** By hand: it comes over the live connection, which the document does not describe. */
export type LiveBatch = {
  seq: number;
  at: string;
  alerts: AlertView[];
  conversations: LiveConversationView[];
  closed: string[];
  /** The server can't tell what changed since (it was restarted): this is the whole wall. */
  snapshot: boolean;
};

// Evidence

export type CheckView = Told<'CheckView', { status: 'passed' | 'failed' | 'not-checked' }>;
export type VerificationView = Told<'VerificationView', { checks: CheckView[] }>;
export type EvidenceStatus = Told<
  'EvidenceStatus',
  { lastVerification: VerificationView; lastSelfCheck: VerificationView | null }
>;
export type HealthItem = Told<'HealthItem', { status: 'ok' | 'warning' | 'failed' | 'not-set-up' }>;
export type HealthView = Told<'HealthView', { status: 'ok' | 'warning' | 'failed'; items: HealthItem[] }>;
export type AuthorityStatus = Told<'AuthorityStatus'>;
export type WitnessStatus = Told<'WitnessStatus'>;
/** `index` is null while the entry waits for the sequencer. */
export type EntryView = Told<'EntryView'>;

// Access

export type PersonAccessView = Told<'PersonAccessView'>;
export type BreakGlassView = Told<'BreakGlassView', { status: 'open' | 'justified' | 'unjustified' }>;
export type BreakGlassRequest = Sent<'BreakGlassRequest'>;

// Retention

type SubjectStateWord = 'active' | 'restricted' | 'erased';
export type RetentionSummary = Told<'RetentionSummary'>;
export type RetentionPersonView = Told<'RetentionPersonView', { state: SubjectStateWord }>;
export type HoldView = Told<'HoldView', { status: 'standing' | 'ended' | 'released' }>;
export type ErasureRequestView = Told<
  'ErasureRequestView',
  { status: 'requested' | 'waiting' | 'erased' | 'denied'; basis: 'term' | 'person-request' }
>;
export type PlaceHoldRequest = Sent<'PlaceHoldRequest'>;
export type RetentionStep = Told<'RetentionStep'>;

// Reports

export type OverviewView = Told<'OverviewView'>;

// Trust: replay, what-if, overrides

export type ReplayView = Told<'ReplayView'>;
export type DraftCheckView = Told<'DraftCheckView'>;
export type WhatIfResult = Told<'WhatIfResult'>;
export type WhatIfView = Told<'WhatIfView'>;
export type WhatIfSample = Told<'WhatIfSample'>;
export type OverrideView = Told<'OverrideView'>;
export type RequestOverrideRequest = Sent<'RequestOverrideRequest', { contact: AskPermitRequest }>;
export type OverrideDecisionView = Told<'OverrideDecisionView', { decision: DecisionView }>;
