import { useTranslation } from 'react-i18next';
import type { TimelineItem } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { clockSpan } from '@/lib/time';
import { assigneeOf, variantOf } from './timeline';
import { useStaff } from './useStaff';

/** Says in one sentence what an entry of the ledger records. */
export function useSentence(): (item: TimelineItem) => string {
  const { t } = useTranslation('cases');
  const staff = useStaff();
  const nameOf = (id: string | undefined) => staff.find((one) => one.id === id)?.displayName ?? id ?? '';
  const purpose = (value: string | undefined) =>
    value === undefined
      ? ''
      : withinSentence(
          t(`conversations:export.purposes.${value}`, {
            defaultValue: t(`conversations:recording.purposes.${value}`, { defaultValue: value }),
          }),
        );
  return (item) => {
    const { act, details } = item;
    const label = (list: string, value: string | undefined) => withinSentence(labelOf(t, list, value));
    const variant = variantOf(item);
    const key = `act.${act}${variant ? `.${variant}` : ''}`;
    const told = t(key, {
      defaultValue: t('unknownAct', { actor: item.actorName ?? t('system'), act: labelOf(t, 'act', act) }),
      actor: item.actorName ?? t('system'),
      assignee: nameOf(assigneeOf(details)),
      channel: label('channel', details.channel),
      outcome: label('outcome', details.outcome),
      was: label('outcome', details.was),
      kind: label('kind', details.kind),
      fact: label('factKind', details.kind),
      role: label('partyRole', details.role),
      category: label('category', details.category),
      field: label('unmaskField', details.field),
      closeReason: label('closeReason', details.reason),
      reopenReason: label('reopenReason', details.reason),
      reason: details.reason ? t(`shell:unmask.reasons.${details.reason}`, details.reason) : '',
      purpose: purpose(details.purpose),
      points: details.points ?? '',
      first: Number(details.first ?? 0) + 1,
      last: Number(details.last ?? 0) + 1,
      count: Number(details.count ?? details.utterances ?? 0),
    });
    return told + (act === 'contact.outcome' ? moreOfOutcome() : '');

    function moreOfOutcome(): string {
      const talked =
        Number(details.seconds ?? 0) > 0 ? t('talked', { span: clockSpan(Number(details.seconds)) }) : '';
      return talked + (details.promise ? t('promised') : '');
    }
  };
}

/** English labels start with a capital, which reads wrong amid a sentence; abbreviations keep theirs. */
export function withinSentence(label: string): string {
  const abbreviation = /^[A-Z]{2}/.test(label);
  return abbreviation ? label : label.charAt(0).toLowerCase() + label.slice(1);
}
