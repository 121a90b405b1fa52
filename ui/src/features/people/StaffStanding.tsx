import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { StaffStandingView, StaffView } from '@/lib/api';
import { useServerNow } from '@/lib/clock';
import { dateOnly } from '@/lib/time';
import { type Term, termOf } from './standingTerm';
import { TermWords } from './TermWords';

type Props = { one: StaffView; standing: StaffStandingView | undefined; onState: (one: StaffView) => void };

/** Whoever contacts people; of the others the gate is never asked. */
export function makesContacts(one: StaffView): boolean {
  return one.roles.some((role) => role === 'Collector' || role === 'FieldAgent');
}

function trainingTerm(standing: StaffStandingView | undefined, today: string): Term | null {
  return standing?.trainedOn ? termOf(standing.trainedOn, today) : null;
}

/** Until when a staff member's training serves, and whether the device is their own; opens the dialog. */
export function StaffStanding({ one, standing, onState }: Props) {
  const { t } = useTranslation('people');
  const today = dateOnly(useServerNow(60_000));
  if (!standing && !makesContacts(one))
    return (
      <Button type="link" className="ppl-name" onClick={() => onState(one)}>
        {t('standing.change')}
      </Button>
    );
  return (
    <Button
      type="link"
      className="ppl-name"
      aria-label={t('standing.of', { name: one.displayName })}
      onClick={() => onState(one)}
    >
      <TermWords term={trainingTerm(standing, today)} />
      {standing?.ownDevice && <span className="ppl-grant ppl-own">{t('standing.ownDeviceShort')}</span>}
    </Button>
  );
}

/** How many of those who contact people the gate refuses, or soon will. */
export function StandingWarning({
  staff,
  standings,
}: {
  staff: StaffView[];
  standings: Map<string, StaffStandingView>;
}) {
  const { t } = useTranslation('people');
  const today = dateOnly(useServerNow(60_000));
  const count = staff.filter(
    (one) =>
      one.active && makesContacts(one) && trainingTerm(standings.get(one.id), today)?.state !== 'valid',
  ).length;
  if (count === 0) return null;
  return (
    <Alert type="warning" showIcon title={t('standing.warn.training', { count })} className="ppl-warning" />
  );
}
