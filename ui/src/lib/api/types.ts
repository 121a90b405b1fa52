/**
 * The shapes the server answers with, named exactly as the C# records and the OpenAPI schemas are.
 * Instants are ISO-8601 UTC strings, ids are opaque strings, money is integer minor units.
 */

export type Money = { minor: number; currency: string };
export type Page<T> = { items: T[]; next: string | null; total: number | null };
/** The same sentence in the two languages of the console. */
export type BothLanguages = { zh: string; en: string };
export type ReceiptView = { entryId: string; leafHash: string };

export type ProblemDetails = {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  code?: string;
  traceId?: string;
  errors?: { field: string; message: string }[];
  facts?: Record<string, string>;
};

// Identity

export type Role =
  | 'Collector'
  | 'FieldAgent'
  | 'Inspector'
  | 'Supervisor'
  | 'ComplianceOfficer'
  | 'DeviceAdmin'
  | 'KeyCustodian'
  | 'Auditor'
  | 'Administrator';

export type Permission =
  | 'import.run'
  | 'case.read.own'
  | 'case.read.team'
  | 'case.read.all'
  | 'case.assign'
  | 'person.unmask'
  | 'contact.ask'
  | 'contact.explore'
  | 'contact.fact'
  | 'conversation.hold'
  | 'conversation.read'
  | 'alert.read'
  | 'alert.acknowledge'
  | 'review.decide'
  | 'evidence.read'
  | 'evidence.verify'
  | 'evidence.export'
  | 'staff.manage'
  | 'report.read'
  | 'pack.read';

export type SignInRequest = { institution?: string; name: string; password: string };
export type StaffView = {
  id: string;
  signInName: string;
  displayName: string;
  roles: Role[];
  teamId: string | null;
  teamName: string | null;
  active: boolean;
  createdAt: string;
};
export type InstitutionView = { id: string; name: string; zone: string };
/** `pace` is how many clock seconds pass in one real second while the clock is simulated. */
export type ClockView = { now: string; simulated: boolean; pace: number };
export type SessionView = {
  staff: StaffView;
  institution: InstitutionView;
  permissions: Permission[];
  clock: ClockView;
};
export type CreateStaffRequest = {
  signInName: string;
  displayName: string;
  roles: Role[];
  teamId: string | null;
  password?: string;
};
export type ChangeStaffRequest = Partial<{
  displayName: string;
  roles: Role[];
  teamId: string | null;
  active: boolean;
  password: string;
}>;
export type StaffCreated = { staff: StaffView; password: string };
export type TeamView = { id: string; name: string; memberCount: number };
export type RoleView = { role: Role; permissions: Permission[] };
export type TokenView = {
  id: string;
  name: string;
  staffId: string;
  createdAt: string;
  expiresAt: string;
  lastUsedAt: string | null;
};
export type TokenCreated = { token: TokenView; secret: string };

// Portfolio

export type CaseRow = {
  id: string;
  reference: string;
  kind: string;
  personId: string;
  personName: string;
  product: string;
  balance: Money;
  daysPastDue: number;
  bucket: string;
  assigneeId: string | null;
  assigneeName: string | null;
  teamName: string | null;
  lastContactAt: string | null;
  openFindings: number;
  openedAt: string;
  status: string;
  region: string;
  zone: string;
};
export type PersonView = {
  id: string;
  reference: string;
  maskedName: string;
  maskedIdNumber: string | null;
  zone: string;
};
export type AccountView = {
  id: string;
  reference: string;
  product: string;
  principal: Money;
  balance: Money;
  creditLimit: Money | null;
  daysPastDue: number;
  dueDate: string;
  openedOn: string | null;
  region: string;
  attributes: Record<string, string>;
};
export type ContactPointKind = 'mobile' | 'home' | 'work' | 'email' | 'address' | 'im';
export type ContactPointQuality = 'valid' | 'invalid' | 'unknown' | 'stale';
export type ContactPointView = {
  id: string;
  personId: string;
  kind: ContactPointKind;
  masked: string;
  quality: ContactPointQuality;
  basis: string;
  source: string;
  point: string;
};
export type PartyView = {
  personId: string;
  maskedName: string;
  role: string;
  basis: string;
  contactPoints: ContactPointView[];
};
export type CaseView = {
  case: CaseRow;
  person: PersonView;
  accounts: AccountView[];
  parties: PartyView[];
  contactPoints: ContactPointView[];
  attributes: Record<string, string>;
};
export type TimelineItem = {
  id: string;
  at: string;
  receivedAt: string;
  act: string;
  actorId: string | null;
  actorName: string | null;
  details: Record<string, string>;
  ref: { kind: string; id: string } | null;
  severity: Severity | null;
  entryIndex: number | null;
  leafHash: string;
};
export type UnmaskField = 'name' | 'idNumber' | 'contactPoint';
export type UnmaskReason = 'call' | 'identity-check' | 'letter' | 'complaint' | 'court' | 'other';
export type UnmaskRequest = {
  field: UnmaskField;
  contactPointId?: string;
  caseId: string;
  reason: UnmaskReason;
  note?: string;
};
export type Unmasked = { value: string; visibleSeconds: number; receipt: ReceiptView };
export type ImportKind = 'portfolio' | 'parties' | 'conversations';
export type ImportStatus = 'uploaded' | 'running' | 'done' | 'failed' | 'cancelled';
export type ImportView = {
  id: string;
  kind: ImportKind;
  fileName: string;
  encoding: string;
  bytes: number;
  status: ImportStatus;
  columns: string[];
  fields: { name: string; required: boolean }[];
  mapping: Record<string, string>;
  sample: string[][];
  rowsRead: number;
  rowsTotal: number | null;
  rowsAdded: number;
  rowsUpdated: number;
  rowsUnchanged: number;
  rowsRejected: number;
  startedAt: string | null;
  finishedAt: string | null;
  error: string | null;
};

// Contact

export type Verdict = 'permit' | 'permit-with-obligations' | 'refuse' | 'refer';
export type Channel = 'call' | 'ai-call' | 'prerecorded' | 'sms' | 'im' | 'email' | 'letter' | 'visit';
export type AskPermitRequest = {
  caseId: string;
  personId: string;
  channel: Channel;
  contactPointId: string | null;
  purpose?: string;
  accountIds?: string[];
  place?: 'home' | 'office' | 'other';
  staffCount?: number;
};
/** Asks what the gate would say, at a moment; reserves nothing. */
export type ExploreContactRequest = AskPermitRequest & { at?: string };
export type RuleEffect = 'refuse' | 'refer' | 'oblige' | 'flag' | 'pass';
export type RuleStrength = 'prohibit' | 'should-not' | 'advisory' | 'presumption';
export type RuleSpokeView = {
  id: string;
  effect: RuleEffect;
  strength: RuleStrength;
  instrument: string;
  article: string;
  text: BothLanguages;
  /** What it saw that made it speak. */
  because: string | null;
  confirmed: boolean;
  next: string | null;
};
export type CounterView = {
  rule: string;
  key: string;
  label: BothLanguages;
  limit: number;
  before: number;
  after: number;
  window: string;
};
export type PackRef = { name: string; version: string; hash: string };
export type DecisionView = {
  id: string | null;
  verdict: Verdict;
  at: string;
  validUntil: string;
  next: string | null;
  zone: string | null;
  rules: RuleSpokeView[];
  obligations: { code: string; text: BothLanguages; rule: string }[];
  flags: string[];
  counters: CounterView[];
  packs: PackRef[];
  zoneData: string;
};
export type PermitView = {
  id: string;
  status: 'issued' | 'used' | 'released' | 'expired';
  issuedAt: string;
  expiresAt: string;
  channel: Channel;
  personId: string;
  caseId: string;
  contactPointId: string | null;
};
export type PermitAnswer = { decision: DecisionView; permit: PermitView | null; receipt: ReceiptView };
export type WeekView = {
  zone: string | null;
  from: string;
  days: { date: string; hours: { hour: number; verdict: Verdict; rules: string[] }[] }[];
  next: string | null;
  now: DecisionView;
};
export type ReportOutcomeRequest = {
  outcome: string;
  at?: string;
  durationSeconds?: number;
  note?: string;
  promise?: { amount: Money; dueDate: string };
};
export type PromiseView = { amount: Money; dueDate: string; status: string };
export type ContactView = {
  id: string;
  permitId: string | null;
  caseId: string;
  personId: string;
  channel: Channel;
  direction: Direction;
  beganAt: string;
  outcome: string | null;
  at: string | null;
  durationSeconds: number | null;
  promise: PromiseView | null;
  /** Null when the report said nothing new. */
  receipt: ReceiptView | null;
};
export type RecordFactRequest = {
  caseId: string;
  personId: string;
  kind: string;
  form?: string;
  from?: string;
  to?: string;
  until?: string;
  at?: string;
  scope?: string;
  channel?: string;
  contactPointId?: string;
  place?: string;
  note?: string;
  accountIds?: string[];
  toPersonId?: string;
  sent?: string;
};
export type FactView = {
  id: string;
  caseId: string;
  personId: string;
  kind: string;
  form: string | null;
  from: string | null;
  to: string | null;
  at: string;
  until: string | null;
  scope: string | null;
  channel: string | null;
  contactPointId: string | null;
  place: string | null;
  accountIds: string[];
  toPersonId: string | null;
  note: string | null;
  recordedById: string;
  recordedByName: string | null;
  recordedAt: string;
  withdrawnAt: string | null;
  receipt: ReceiptView | null;
};
export type RuleView = {
  id: string;
  kind: string;
  instrument: string;
  article: string;
  text: BothLanguages;
  strength: RuleStrength;
  mark: string;
  confirmed: boolean;
};
export type PackView = PackRef & {
  jurisdiction: string;
  title: BothLanguages;
  /** Whether the institution is held to it. */
  applies?: boolean;
  rules: RuleView[];
};

// Conduct

export type ConversationKind = 'call' | 'chat' | 'sms' | 'email' | 'visit';
export type Direction = 'outbound' | 'inbound';
export type SpeakerRole = 'staff' | 'customer' | 'thirdParty' | 'system';
export type Severity = 'critical' | 'major' | 'minor';
export type ConversationRow = {
  id: string;
  caseId: string;
  caseReference: string;
  personName: string;
  staffId: string;
  staffName: string;
  teamId: string | null;
  teamName: string | null;
  kind: ConversationKind;
  direction: Direction;
  startedAt: string;
  durationSeconds: number | null;
  status: 'live' | 'closed';
  utteranceCount: number;
  findingCount: number;
  worstSeverity: Severity | null;
  score: number | null;
  /** Brought in from a file, not held through the API. */
  imported: boolean;
};
export type UtteranceView = {
  id: string;
  seq: number;
  role: SpeakerRole;
  start: number | null;
  end: number | null;
  at: string | null;
  /** When the server got it; `at` is what the sender claims. */
  receivedAt: string;
  text: string;
};
export type ScoreView = {
  points: number;
  deductions: { rule: string; points: number }[];
  rulebook: string;
};
export type ConversationView = {
  conversation: ConversationRow;
  outcome: string | null;
  utterances: UtteranceView[];
  findings: FindingView[];
  score: ScoreView | null;
  receipts: ReceiptView[];
};

// Review

export type FindingStatus = 'open' | 'upheld' | 'overturned' | 'unclear';
export type FindingView = {
  id: string;
  conversationId: string;
  caseId: string;
  rule: string;
  ruleVersion: string;
  category: string;
  severity: Severity;
  title: BothLanguages;
  basis: string | null;
  utteranceSeq: number | null;
  /** UTF-16 code units in the original text of the utterance, end excluded. */
  span: [number, number] | null;
  /** Empty for a finding about absence, as is `normalised`. */
  matched: string;
  normalised: string;
  start: number | null;
  end: number | null;
  why: string;
  confidence: number;
  raisedAt: string;
  status: FindingStatus;
};
export type AlertView = {
  id: string;
  seq: number;
  at: string;
  severity: Severity;
  category: string;
  rule: string;
  title: BothLanguages;
  conversationId: string;
  caseId: string;
  findingId: string;
  personName: string;
  staffId: string;
  staffName: string;
  teamId: string | null;
  teamName: string | null;
  excerpt: string;
  acknowledgedBy: string | null;
  acknowledgedAt: string | null;
};
export type ReviewVerdict = 'upheld' | 'overturned' | 'unclear';
export type ReviewItem = {
  id: string;
  status: 'waiting' | 'claimed' | 'decided';
  finding: FindingView;
  conversation: ConversationRow;
  claimedById: string | null;
  claimedByName: string | null;
  /** Real time, also while the day on the screen is simulated: leases and undo are between people. */
  leaseUntil: string | null;
  verdict: ReviewVerdict | null;
  note: string | null;
  decidedByName: string | null;
  decidedAt: string | null;
  /** Until when, in real time, who decided may take it back. */
  undoUntil: string | null;
};
export type LiveConversationView = {
  id: string;
  caseId: string;
  staffId: string;
  staffName: string;
  teamId: string | null;
  teamName: string | null;
  personName: string;
  kind: ConversationKind;
  direction: Direction;
  startedAt: string;
  utteranceCount: number;
  lastRole: SpeakerRole | null;
  lastText: string | null;
  findingCount: number;
  worstSeverity: Severity | null;
};
export type WallView = {
  seq: number;
  now: string;
  conversations: LiveConversationView[];
  alerts: AlertView[];
};
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

export type CheckView = { id: string; status: 'passed' | 'failed' | 'not-checked'; text: BothLanguages };
export type VerificationView = {
  at: string;
  deep: boolean;
  ok: boolean;
  size: number;
  durationMs: number;
  checks: CheckView[];
};
export type EvidenceStatus = {
  origin: string;
  size: number;
  root: string;
  checkpoint: string;
  verifierKey: string;
  signedAt: string | null;
  pending: number;
  exhibits: number;
  lastVerification: VerificationView | null;
};
export type EntryView = {
  /** Null while it waits for the sequencer. */
  index: number | null;
  id: string;
  act: string;
  at: string;
  caseId: string | null;
  leafHash: string;
  leaf: string;
};

// Reports

export type OverviewView = {
  asOf: string;
  zone: string;
  figures: {
    cases: number;
    asked: number;
    permitted: number;
    refused: number;
    conversations: number;
    liveNow: number;
    findings: number;
    openAlerts: number;
    reviewsWaiting: number;
    reviewsDecided: number;
    upheldShare: number | null;
    ledgerSize: number;
  };
  byHour: { hour: number; permitted: number; refused: number; conversations: number; findings: number }[];
  byCategory: { category: string; count: number }[];
  byRefusal: { rule: string; title: BothLanguages; count: number }[];
  byTeam: {
    teamId: string;
    teamName: string;
    conversations: number;
    findings: number;
    averageScore: number | null;
  }[];
  byStaff: {
    staffId: string;
    staffName: string;
    conversations: number;
    findings: number;
    averageScore: number | null;
  }[];
};
