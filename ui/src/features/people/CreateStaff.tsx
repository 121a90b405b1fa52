import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type CreateStaffRequest, type StaffCreated } from '@/lib/api';
import { useSubmit } from '@/ui/useSubmit';
import { ShownOnce } from './ShownOnce';
import { StaffFields, type StaffForm } from './StaffFields';

type Given = StaffForm & { signInName: string };

/** The server makes the password; it is shown here once and nowhere again. */
export function CreateStaff({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('people');
  const [form] = Form.useForm<Given>();
  const [created, setCreated] = useState<StaffCreated | null>(null);
  const { submit, busy } = useSubmit(form, (given) => {
    const request: CreateStaffRequest = { ...given, teamId: given.teamId ?? null };
    return api.post<StaffCreated>('/staff', request);
  });
  if (created)
    return (
      <ShownOnce
        title={t('staff.created', { name: created.staff.displayName })}
        what={t('staff.passwordOnce', { signIn: created.staff.signInName })}
        value={created.password}
        onClose={onClose}
      />
    );
  return (
    <Modal
      open
      title={t('staff.create')}
      okText={t('create')}
      confirmLoading={busy}
      onOk={async () => setCreated((await submit()) ?? null)}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" autoComplete="off">
        <Form.Item
          name="signInName"
          label={t('column.signIn')}
          rules={[{ required: true, whitespace: true, message: t('staff.signInMissing') }]}
        >
          <Input autoFocus maxLength={64} autoCapitalize="none" spellCheck={false} />
        </Form.Item>
        <StaffFields />
      </Form>
    </Modal>
  );
}
