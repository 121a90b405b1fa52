import type { TimelineItem } from '@/lib/api';

/** One line of the timeline: an entry, or several that took in the words of one conversation in a row. */
export type TimelineLine = { item: TimelineItem; entries: TimelineItem[] };
export type TimelineDay = { day: string; lines: TimelineLine[] };

const words = 'conversation.utterances';

/** Joins entries that follow each other and only took in further utterances of the same conversation. */
export function linesOf(items: readonly TimelineItem[]): TimelineLine[] {
  const lines: TimelineLine[] = [];
  for (const item of items) {
    const last = lines.at(-1);
    if (last && joins(last.item, item)) {
      last.entries.push(item);
      last.item = { ...last.item, details: together(last.item.details, item.details) };
    } else lines.push({ item, entries: [item] });
  }
  return lines;
}

function joins(one: TimelineItem, other: TimelineItem): boolean {
  return one.act === words && other.act === words && one.details.conversation === other.details.conversation;
}

function together(one: Record<string, string>, other: Record<string, string>): Record<string, string> {
  const pick = (of: (...values: number[]) => number, key: string) =>
    String(of(Number(one[key] ?? 0), Number(other[key] ?? 0)));
  return {
    ...one,
    first: pick(Math.min, 'first'),
    last: pick(Math.max, 'last'),
    count: String(Number(one.count ?? 0) + Number(other.count ?? 0)),
  };
}

/** Days by when the entry was received, which is the order of the ledger; what a sender claims may lie elsewhere. */
export function daysOf(lines: readonly TimelineLine[], dayOf: (instant: string) => string): TimelineDay[] {
  const days: TimelineDay[] = [];
  for (const line of lines) {
    const day = dayOf(line.item.receivedAt);
    const last = days.at(-1);
    if (last?.day === day) last.lines.push(line);
    else days.push({ day, lines: [line] });
  }
  return days;
}

/** Claimed and received times are the same moment unless they are a second or more apart. */
export function timesDiffer(item: Pick<TimelineItem, 'at' | 'receivedAt'>): boolean {
  return Math.abs(Date.parse(item.at) - Date.parse(item.receivedAt)) >= 1000;
}

/** Which of an act's sentences fits: a decision reads differently when it refuses. */
export function variantOf({ act, details }: Pick<TimelineItem, 'act' | 'details'>): string | undefined {
  if (act === 'contact.outcome') return outcomeVariant(details);
  if (act === 'contact.permit-expired')
    return ['time', 'use'].includes(details.reason ?? '') ? details.reason : 'fact';
  if (
    act === 'contact.decided' ||
    act === 'review.decided' ||
    act === 'message.screened' ||
    act === 'finding.judged'
  )
    return details.verdict;
  if (act === 'conversation.opened') return details.direction;
  if (act === 'case.assigned') return assigneeOf(details) ? 'to' : 'nobody';
  return undefined;
}

export function assigneeOf(details: Record<string, string>): string | undefined {
  return details.assignee || details.staff || details.to || undefined;
}

/** Rules a decision or a screening named, in the order in which they were given. */
export function rulesOf(details: Record<string, string>): string[] {
  return (details.rules ?? '').split(' ').filter((rule) => rule !== '');
}

/** An outcome is reported, corrected, or reported once more with a promise or a duration added. */
function outcomeVariant({ was, outcome }: Record<string, string>): string {
  if (!was) return 'first';
  return was === outcome ? 'more' : 'again';
}
