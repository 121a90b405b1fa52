import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useTeams } from '@/features/people/usePeople';

/** Whose conversations of the past: of one team, or of all. */
export function TeamChoice({
  chosen,
  onChoose,
}: {
  chosen: string | undefined;
  onChoose: (team: string | undefined) => void;
}) {
  const { t } = useTranslation('rulebooks');
  const teams = useTeams();
  return (
    <Form.Item label={t('run.team')} htmlFor="rb-team">
      <Select
        id="rb-team"
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        value={chosen}
        loading={teams.isPending}
        placeholder={t('run.allTeams')}
        onChange={onChoose}
        options={(teams.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
      />
    </Form.Item>
  );
}
