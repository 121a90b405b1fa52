import { InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { labelOf } from '@/lib/label';
import { CaseSelect } from './CaseSelect';
import { channels } from './channels';
import type { Question } from './useQuestion';

const purposes = [
  'collection',
  'reminder',
  'location',
  'reply',
  'confirm-stop',
  'end-efforts',
  'investigation',
  'survey',
  'marketing',
] as const;
const places = ['home', 'office', 'other'] as const;

/** Whom, by which channel, where, what for. Choosing one thing lets go of what no longer fits. */
export function Ask({ question }: { question: Question }) {
  const { t } = useTranslation('gate');
  const { search, change, people, person, channel, points, point, found } = question;
  const accounts = found.data?.accounts ?? [];
  return (
    <search className="gt-ask dl-card">
      <Field label={t('case')} wide>
        <CaseSelect
          value={search.caseId}
          chosen={found.data?.case}
          onChange={(caseId) =>
            change({
              caseId,
              personId: undefined,
              contactPointId: undefined,
              accounts: undefined,
              at: undefined,
              from: undefined,
            })
          }
        />
      </Field>
      <Field label={t('person')}>
        <Select
          value={person?.id}
          disabled={people.length === 0}
          placeholder={t('person')}
          aria-label={t('person')}
          onChange={(personId) => change({ personId, contactPointId: undefined })}
          options={people.map((one) => ({
            value: one.id,
            label: `${one.name} · ${labelOf(t, 'partyRole', one.role)}`,
          }))}
        />
      </Field>
      <Field label={t('channel')}>
        <Select
          value={channel}
          aria-label={t('channel')}
          onChange={(word) => change({ channel: word, contactPointId: undefined })}
          options={channels.map((value) => ({ value, label: labelOf(t, 'channel', value) }))}
        />
      </Field>
      <Field label={t('point')}>
        <Select
          value={point?.id}
          disabled={points.length === 0}
          placeholder={person ? t('noPoint') : t('point')}
          aria-label={t('point')}
          onChange={(contactPointId) => change({ contactPointId })}
          options={points.map((one) => ({
            value: one.id,
            label: `${labelOf(t, 'pointKind', one.kind)} ${one.masked} (${labelOf(t, 'quality', one.quality)})`,
          }))}
        />
      </Field>
      <Field label={t('purpose')}>
        <Select
          value={search.purpose ?? 'collection'}
          aria-label={t('purpose')}
          onChange={(purpose) => change({ purpose: purpose === 'collection' ? undefined : purpose })}
          options={purposes.map((value) => ({ value, label: labelOf(t, 'purpose', value) }))}
        />
      </Field>
      {accounts.length > 1 && (
        <Field label={t('accounts')}>
          <Select
            mode="multiple"
            maxTagCount="responsive"
            value={search.accounts ?? []}
            placeholder={t('allAccounts')}
            aria-label={t('accounts')}
            onChange={(chosen) => change({ accounts: chosen.length ? chosen : undefined })}
            options={accounts.map((one) => ({ value: one.id, label: one.reference }))}
          />
        </Field>
      )}
      {channel === 'visit' && (
        <>
          <Field label={t('place')}>
            <Select
              value={search.place ?? 'home'}
              aria-label={t('place')}
              onChange={(place) => change({ place })}
              options={places.map((value) => ({ value, label: labelOf(t, 'place', value) }))}
            />
          </Field>
          <Field label={t('staffCount')}>
            <InputNumber
              min={1}
              max={20}
              value={search.staff ?? 2}
              aria-label={t('staffCount')}
              onChange={(staff) => change({ staff: staff ?? undefined })}
            />
          </Field>
        </>
      )}
    </search>
  );
}

function Field({
  label,
  wide = false,
  children,
}: {
  label: string;
  wide?: boolean;
  children: React.ReactNode;
}) {
  return (
    <div className={wide ? 'gt-field wide' : 'gt-field'}>
      <span aria-hidden="true">{label}</span>
      {children}
    </div>
  );
}
