import { Tag } from 'antd';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { FindingView, UtteranceView } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { clockSpan, timeOnly } from '@/lib/time';
import { SeverityShape } from '@/ui/SeverityTag';
import { highlight } from './highlight';
import { Marked } from './Marked';
import './transcript.css';

type Props = {
  utterances: UtteranceView[];
  findings: FindingView[];
  chosen?: string;
  onChoose: (findingId: string) => void;
  /** While the talk goes on, the newest line is kept in view for those who are at the end. */
  follow?: boolean;
  /** The seq of a line to show, until a finding is chosen. */
  at?: number;
};

export function Transcript({ utterances, findings, chosen, onChoose, follow = false, at }: Props) {
  const box = useRef<HTMLOListElement>(null);
  const byLine = useMemo(() => byUtterance(findings), [findings]);
  const chosenLine = findings.find((finding) => finding.id === chosen)?.utteranceSeq ?? null;
  const shown = chosen === undefined ? at : undefined;
  useScrollTo(box, chosen, chosenLine ?? shown ?? null);
  useFollow(box, follow && chosen === undefined && shown === undefined, utterances.length);
  return (
    <ol className="tr" ref={box}>
      {utterances.map((utterance) => (
        <Line
          key={utterance.id}
          utterance={utterance}
          findings={byLine.get(utterance.seq) ?? []}
          chosen={chosen}
          onChoose={onChoose}
          shown={utterance.seq === shown}
        />
      ))}
    </ol>
  );
}

type LineProps = { utterance: UtteranceView; findings: FindingView[]; shown: boolean } & Pick<
  Props,
  'chosen' | 'onChoose'
>;

function Line({ utterance, findings, chosen, onChoose, shown }: LineProps) {
  const { t } = useTranslation();
  const segments = useMemo(() => highlight(utterance.text, findings), [utterance.text, findings]);
  const current = shown || findings.some((finding) => finding.id === chosen);
  return (
    <li className={`tr-line ${utterance.role}${current ? ' current' : ''}`} data-seq={utterance.seq}>
      <span className="tr-when dl-num">{whenOf(utterance)}</span>
      <span className="tr-role">{labelOf(t, 'speaker', utterance.role)}</span>
      <span className="tr-text">
        {segments.map((segment) =>
          segment.marks.length === 0 ? (
            segment.text
          ) : (
            <Marked key={segment.start} segment={segment} chosen={chosen} onChoose={onChoose} />
          ),
        )}
        {utterance.revision > 0 && (
          <Tag
            className="tr-corrected"
            title={t('conversations:corrected.why', { words: utterance.earlier.join(' → ') })}
          >
            {t('conversations:corrected.short')}
          </Tag>
        )}
        {utterance.unscreened && (
          <Tag className="tr-unscreened" title={t('conversations:unscreened.why')}>
            {t('conversations:unscreened.short')}
          </Tag>
        )}
      </span>
      <span className="tr-rail" aria-hidden="true">
        {findings.map((finding) => (
          <span key={finding.id} className={`tr-shape ${finding.severity} ${finding.status}`}>
            <SeverityShape severity={finding.severity} />
          </span>
        ))}
      </span>
    </li>
  );
}

function byUtterance(findings: FindingView[]): Map<number, FindingView[]> {
  const lines = new Map<number, FindingView[]>();
  for (const finding of findings) {
    // A withdrawn one points into words that stand here no more; it stays in the list of findings.
    if (finding.utteranceSeq === null || finding.status === 'withdrawn') continue;
    lines.set(finding.utteranceSeq, [...(lines.get(finding.utteranceSeq) ?? []), finding]);
  }
  return lines;
}

function whenOf({ start, at }: UtteranceView): string {
  if (start !== null && start !== undefined) return clockSpan(start);
  return at ? timeOnly(at) : '';
}

function useScrollTo(
  box: React.RefObject<HTMLElement | null>,
  chosen: string | undefined,
  line: number | null,
) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: choosing another finding in the same line scrolls too.
  useEffect(() => {
    const row = line === null ? null : box.current?.querySelector<HTMLElement>(`[data-seq="${line}"]`);
    if (row && box.current)
      box.current.scrollTo({ top: row.offsetTop - box.current.clientHeight / 3, behavior: 'smooth' });
  }, [chosen, line]);
}

/** Distance from the end, in pixels, within which a reader counts as being at the end. */
const nearEnd = 80;

function useFollow(box: React.RefObject<HTMLElement | null>, follow: boolean, lines: number) {
  const atEnd = useRef(true);
  useEffect(() => {
    const element = box.current;
    if (!element || !follow) return;
    const note = () => {
      atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd;
    };
    element.addEventListener('scroll', note);
    return () => element.removeEventListener('scroll', note);
  }, [box, follow]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new line is a reason to follow.
  useEffect(() => {
    if (follow && atEnd.current) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [follow, lines]);
}
