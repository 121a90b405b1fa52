import {
  CheckCircleFilled,
  CloseCircleFilled,
  ExclamationCircleFilled,
  SafetyCertificateFilled,
} from '@ant-design/icons';
import type { ComponentType, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecisionView, Verdict } from '@/lib/api';
import { useServerNow } from '@/lib/clock';
import { useBoth, useLanguage } from '@/lib/i18n';
import { labelOf } from '@/lib/label';
import { ago, clockSpan, dateTime, homeZoneName, zoneOffset } from '@/lib/time';
import { Counters } from './Counters';

export const icons: Record<Verdict, ComponentType> = {
  permit: CheckCircleFilled,
  'permit-with-obligations': SafetyCertificateFilled,
  refuse: CloseCircleFilled,
  refer: ExclamationCircleFilled,
};

type Props = {
  decision: DecisionView;
  /** Another moment than now was asked about. */
  elsewhen: boolean;
  badge?: string;
  supposed?: boolean;
  children?: ReactNode;
};

/** The answer in large: may I, when, and what must be done. */
export function VerdictCard({ decision, elsewhen, badge, supposed = false, children }: Props) {
  const { t } = useTranslation('gate');
  const both = useBoth();
  const Icon = icons[decision.verdict];
  const zone = decision.zone ?? homeZoneName();
  return (
    <section
      className={`dl-card gt-verdict ${decision.verdict}${supposed ? ' supposed' : ''}`}
      aria-live="polite"
    >
      <h2>
        {elsewhen ? t('couldI') : t('mayI')}
        {badge && <span className={`gt-badge${supposed ? ' supposed' : ''}`}>{badge}</span>}
      </h2>
      <p className="gt-word">
        <Icon />
        <strong>{t(`verdict.${decision.verdict}`)}</strong>
      </p>
      <p className="dl-muted dl-num">
        {elsewhen ? t('askedFor') : t('askedNow')} {dateTime(decision.at, zone)} ({zone},{' '}
        {zoneOffset(decision.at, zone)})
      </p>
      {children}
      <When decision={decision} zone={zone} />
      {decision.obligations.length > 0 && (
        <>
          <h3>{t('obligations')}</h3>
          <ul className="gt-obligations">
            {decision.obligations.map((one) => (
              <li key={`${one.rule} ${one.code}`}>{both(one.text)}</li>
            ))}
          </ul>
        </>
      )}
      {decision.flags.length > 0 && (
        <>
          <h3>{t('flags')}</h3>
          <p className="gt-flags">
            {decision.flags.map((flag) => (
              <span key={flag}>{labelOf(t, 'flag', flag)}</span>
            ))}
          </p>
        </>
      )}
      <Counters counters={decision.counters} />
    </section>
  );
}

/** When: the earliest permitted moment with a countdown, or until when a permit stays true. */
function When({ decision, zone }: { decision: DecisionView; zone: string }) {
  const { t } = useTranslation('gate');
  const now = useServerNow(1000);
  const language = useLanguage();
  const permitted = decision.verdict.startsWith('permit');
  const moment = permitted ? decision.validUntil : decision.next;
  if (!moment) return <p className="gt-when">{t('never')}</p>;
  const seconds = (Date.parse(moment) - now) / 1000;
  const soon = seconds > 0 && seconds < 86_400;
  return (
    <p className="gt-when">
      {permitted ? t('until') : t('next')}
      <strong className="dl-num">
        {dateTime(moment, zone).slice(0, 16)} {zoneOffset(moment, zone)}
      </strong>
      <span className="gt-count dl-num">
        {soon ? t(permitted ? 'left' : 'in', { time: clockSpan(seconds) }) : ago(moment, now, language)}
      </span>
    </p>
  );
}
