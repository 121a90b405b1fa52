import type { FindingView } from '@/lib/api';

/** A stretch of an utterance and the findings that cover it, each on the lane its underline is drawn in. */
export type Segment = { text: string; start: number; marks: { finding: FindingView; lane: number }[] };

/**
 * Cuts a text where findings begin and end. Offsets are UTF-16 code units, which is what JavaScript strings
 * count in. Overlapping findings get different lanes, so that their underlines stack; a finding keeps one lane.
 */
export function highlight(text: string, findings: readonly FindingView[]): Segment[] {
  const spans = findings
    .map((finding) => ({ finding, span: clip(finding.span, text.length) }))
    .filter((one): one is { finding: FindingView; span: [number, number] } => one.span !== null)
    .sort((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1]);
  const laned = assignLanes(spans);
  const cuts = [...new Set([0, text.length, ...laned.flatMap((one) => one.span)])].sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1] ?? text.length;
    const marks = laned
      .filter((one) => one.span[0] <= start && one.span[1] >= end)
      .map(({ finding, lane }) => ({ finding, lane }))
      .sort((a, b) => a.lane - b.lane);
    return { text: text.slice(start, end), start, marks };
  });
}

function clip(span: [number, number] | null, length: number): [number, number] | null {
  if (!span) return null;
  const start = Math.max(0, Math.min(span[0], length));
  const end = Math.max(start, Math.min(span[1], length));
  return end > start ? [start, end] : null;
}

/** Each span takes the lowest lane that is free again where it starts. */
function assignLanes<T extends { span: [number, number] }>(spans: readonly T[]): (T & { lane: number })[] {
  const freeFrom: number[] = [];
  return spans.map((one) => {
    let lane = freeFrom.findIndex((end) => end <= one.span[0]);
    if (lane < 0) lane = freeFrom.length;
    freeFrom[lane] = one.span[1];
    return { ...one, lane };
  });
}

const rank = { critical: 3, major: 2, minor: 1 } as const;

export function worstOf(findings: readonly Pick<FindingView, 'severity'>[]): FindingView['severity'] | null {
  return findings.reduce<FindingView['severity'] | null>(
    (worst, { severity }) => (worst === null || rank[severity] > rank[worst] ? severity : worst),
    null,
  );
}

/** The finding before or after the chosen one, in the order of the talk; absent steps come first. */
export function stepFinding(
  findings: readonly FindingView[],
  chosen: string | undefined,
  by: 1 | -1,
): string | undefined {
  const ordered = inOrder(findings);
  const at = ordered.findIndex((finding) => finding.id === chosen);
  if (at < 0) return (by === 1 ? ordered[0] : ordered.at(-1))?.id;
  return ordered[Math.max(0, Math.min(ordered.length - 1, at + by))]?.id;
}

export function inOrder(findings: readonly FindingView[]): FindingView[] {
  return [...findings].sort(
    (a, b) => (a.utteranceSeq ?? -1) - (b.utteranceSeq ?? -1) || (a.span?.[0] ?? 0) - (b.span?.[0] ?? 0),
  );
}
