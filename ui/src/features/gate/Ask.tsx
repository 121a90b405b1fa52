import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { labelOf } from '@/lib/label';
import { CaseSelect } from './CaseSelect';
import { channels } from './channels';
import type { Question } from './useQuestion';

/** Whom, by which channel, where. Choosing one thing lets go of what no longer fits. */
export function Ask({ question }: { question: Question }) {
  const { t } = useTranslation('gate');
  const { search, change, people, person, channel, points, point } = question;
  return (
    <search className="gt-ask dl-card">
      <CaseSelect
        value={search.caseId}
        chosen={question.found.data?.case}
        onChange={(caseId) =>
          change({ caseId, personId: undefined, contactPointId: undefined, at: undefined, from: undefined })
        }
      />
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
      <Select
        value={channel}
        aria-label={t('channel')}
        onChange={(word) => change({ channel: word, contactPointId: undefined })}
        options={channels.map((value) => ({ value, label: labelOf(t, 'channel', value) }))}
      />
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
      {channel === 'visit' && (
        <Select
          value={search.place ?? 'home'}
          aria-label={t('place')}
          onChange={(place) => change({ place })}
          options={(['home', 'office', 'other'] as const).map((value) => ({
            value,
            label: labelOf(t, 'place', value),
          }))}
        />
      )}
    </search>
  );
}
