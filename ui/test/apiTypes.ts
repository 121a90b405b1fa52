import type { components } from '@/lib/api/schema';
import type * as ours from '@/lib/api/types';

/**
 * Holds the console's types to the server's document, at compile time. Ours say more where the document says
 * `string` (closed lists of words), and may not say less, say other, or forget that something can be missing.
 */
type Theirs = components['schemas'];
type Ours = {
  AccountView: ours.AccountView;
  AlertView: ours.AlertView;
  AskPermitRequest: ours.AskPermitRequest;
  CaseRow: ours.CaseRow;
  CaseView: ours.CaseView;
  ChangeStaffRequest: ours.ChangeStaffRequest;
  CheckView: ours.CheckView;
  ClockView: ours.ClockView;
  ContactPointView: ours.ContactPointView;
  ContactView: ours.ContactView;
  ConversationRow: ours.ConversationRow;
  ConversationView: ours.ConversationView;
  CounterView: ours.CounterView;
  CreateStaffRequest: ours.CreateStaffRequest;
  DecisionView: ours.DecisionView;
  EntryView: ours.EntryView;
  EvidenceStatus: ours.EvidenceStatus;
  ExploreContactRequest: ours.ExploreContactRequest;
  FactView: ours.FactView;
  FindingView: ours.FindingView;
  ImportView: ours.ImportView;
  InstitutionView: ours.InstitutionView;
  LiveConversationView: ours.LiveConversationView;
  Money: ours.Money;
  OverviewView: ours.OverviewView;
  PackView: ours.PackView;
  PartyView: ours.PartyView;
  PermitAnswer: ours.PermitAnswer;
  PermitView: ours.PermitView;
  PersonView: ours.PersonView;
  PromiseView: ours.PromiseView;
  ReceiptView: ours.ReceiptView;
  RecordFactRequest: ours.RecordFactRequest;
  ReportOutcomeRequest: ours.ReportOutcomeRequest;
  ReviewItem: ours.ReviewItem;
  RoleView: ours.RoleView;
  RuleSpokeView: ours.RuleSpokeView;
  RuleView: ours.RuleView;
  ScoreView: ours.ScoreView;
  SessionView: ours.SessionView;
  SignInRequest: ours.SignInRequest;
  StaffCreated: ours.StaffCreated;
  StaffView: ours.StaffView;
  TeamView: ours.TeamView;
  TimelineItem: ours.TimelineItem;
  TokenCreated: ours.TokenCreated;
  TokenView: ours.TokenView;
  UnmaskRequest: ours.UnmaskRequest;
  Unmasked: ours.Unmasked;
  UtteranceView: ours.UtteranceView;
  VerificationView: ours.VerificationView;
  WallView: ours.WallView;
  WeekView: ours.WeekView;
  Bilingual: ours.BothLanguages;
  PackRefView: ours.PackRef;
};

type Fault<O, T> =
  | { [K in keyof T]-?: K extends keyof O ? (Fits<O[K], T[K]> extends true ? never : K) : K }[keyof T]
  | Exclude<keyof O, keyof T>;
/** A value of ours is one of theirs, and what they call nullable we do too. */
type Fits<O, T> = [O] extends [T | null | undefined]
  ? null extends T
    ? null extends O
      ? true
      : Absent<O>
    : true
  : false;
type Absent<O> = undefined extends O ? true : false;
type Faults = { [N in keyof Ours]: `${N}.${Fault<Ours[N], Theirs[N]> & string}` }[keyof Ours];

/** Names the faults in the compiler's message when there are any. */
export const faults: [Faults] extends [never] ? 'none' : Faults = 'none';
