import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Role } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { useRoles, useTeams } from './usePeople';

export type StaffForm = { displayName: string; roles: Role[]; teamId?: string | null };

/** What may be said about a staff member when creating and when changing one. */
export function StaffFields() {
  const { t } = useTranslation('people');
  const roles = useRoles().data ?? [];
  const teams = useTeams().data ?? [];
  return (
    <>
      <Form.Item
        name="displayName"
        label={t('column.name')}
        rules={[{ required: true, whitespace: true, message: t('staff.nameMissing') }]}
      >
        <Input maxLength={64} />
      </Form.Item>
      <Form.Item
        name="roles"
        label={t('column.roles')}
        rules={[{ required: true, message: t('staff.rolesMissing') }]}
      >
        <Select
          mode="multiple"
          options={roles.map(({ role }) => ({ value: role, label: labelOf(t, 'role', role) }))}
        />
      </Form.Item>
      <Form.Item name="teamId" label={t('column.team')}>
        <Select allowClear options={teams.map((team) => ({ value: team.id, label: team.name }))} />
      </Form.Item>
    </>
  );
}
