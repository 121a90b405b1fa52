import { useTranslation } from 'react-i18next';
import type { Severity } from '@/lib/api';
import { labelOf } from '@/lib/label';

/** Severity by colour, shape and word: none of the three alone carries it. */
export function SeverityTag({ severity, compact = false }: { severity: Severity; compact?: boolean }) {
  const { t } = useTranslation();
  const word = labelOf(t, 'severity', severity);
  return (
    <span className={`dl-severity ${severity}`} title={compact ? word : undefined}>
      <SeverityShape severity={severity} />
      {compact ? <span className="dl-skip">{word}</span> : word}
    </span>
  );
}

const shapes: Record<Severity, string> = {
  critical: 'M4.1 0.5h5.8L13.5 4.1v5.8L9.9 13.5H4.1L0.5 9.9V4.1z',
  major: 'M7 0.8 13.6 12.8H0.4z',
  minor: 'M7 1a6 6 0 1 0 0 12A6 6 0 0 0 7 1z',
};

export function SeverityShape({ severity, size = 13 }: { severity: Severity; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 14 14" aria-hidden="true">
      <path
        d={shapes[severity]}
        fill={severity === 'minor' ? 'none' : 'currentColor'}
        stroke="currentColor"
        strokeWidth={severity === 'minor' ? 1.6 : 0}
      />
      {severity !== 'minor' && (
        <path
          d={severity === 'critical' ? 'M7 3.3v4.4' : 'M7 5v3.6'}
          stroke="var(--dl-surface)"
          strokeWidth="1.6"
          strokeLinecap="round"
        />
      )}
      {severity !== 'minor' && (
        <circle cx="7" cy={severity === 'critical' ? 10.3 : 10.9} r="0.95" fill="var(--dl-surface)" />
      )}
    </svg>
  );
}
