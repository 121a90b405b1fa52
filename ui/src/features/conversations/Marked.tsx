import { useTranslation } from 'react-i18next';
import type { FindingStatus, Severity } from '@/lib/api';
import { useBoth } from '@/lib/i18n';
import { labelOf } from '@/lib/label';
import { type Segment, worstOf } from './highlight';

type Props = { segment: Segment; chosen?: string; onChoose: (findingId: string) => void };

/** A marked stretch. Colour is severity, pattern is status; a further press goes to the next finding under it. */
export function Marked({ segment, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const both = useBoth();
  const ids = segment.marks.map((mark) => mark.finding.id);
  const next = ids[(ids.indexOf(chosen ?? '') + 1) % ids.length] ?? ids[0];
  const worst = worstOf(segment.marks.map((mark) => mark.finding)) ?? 'minor';
  const words = segment.marks
    .map(({ finding }) => `${labelOf(t, 'severity', finding.severity)} ${both(finding.title)}`)
    .join(' / ');
  const lanes = Math.max(...segment.marks.map((mark) => mark.lane)) + 1;
  return (
    <a
      href={`?finding=${next}`}
      className={`tr-mark ${worst}${ids.includes(chosen ?? '') ? ' chosen' : ''}`}
      title={words}
      style={underlines(segment, lanes)}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || !next) return;
        event.preventDefault();
        onChoose(next);
      }}
    >
      {segment.text}
    </a>
  );
}

/** Pixels from one underline to the next below it. */
const lanePitch = 4;

function underlines(segment: Segment, lanes: number): React.CSSProperties {
  return {
    paddingBottom: lanes * lanePitch,
    backgroundImage: segment.marks.map(({ finding }) => line(finding.severity, finding.status)).join(', '),
    backgroundPosition: segment.marks
      .map(({ lane }) => `0 calc(100% - ${(lanes - 1 - lane) * lanePitch}px)`)
      .join(', '),
    backgroundSize: segment.marks
      .map(({ finding }) => `100% ${finding.status === 'upheld' ? 3 : 2}px`)
      .join(', '),
    backgroundRepeat: 'no-repeat',
  };
}

function line(severity: Severity, status: FindingStatus): string {
  const colour = `var(--dl-${severity})`;
  if (status === 'overturned')
    return `repeating-linear-gradient(90deg, ${colour} 0 2px, transparent 2px 6px)`;
  if (status === 'unclear') return `repeating-linear-gradient(90deg, ${colour} 0 7px, transparent 7px 11px)`;
  return `linear-gradient(${colour}, ${colour})`;
}
