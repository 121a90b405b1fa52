import { Checkbox, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type Permission, type TokenCreated } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { useSubmit } from '@/ui/useSubmit';
import { useStaff } from '../cases/useStaff';
import { ShownOnce } from './ShownOnce';
import { useGrants } from './usePeople';

type Given = { name: string; staffId: string; days: number; grants?: Permission[] };

const daysMax = 366;
const daysDefault = 90;

export function IssueToken({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('people');
  const [form] = Form.useForm<Given>();
  const [created, setCreated] = useState<TokenCreated | null>(null);
  const grants = useGrants().data ?? [];
  const staff = useStaff().filter((one) => one.active);
  const { submit, busy } = useSubmit(form, (given) => api.post<TokenCreated>('/tokens', given));
  if (created)
    return (
      <ShownOnce
        title={t('token.created', { name: created.token.name })}
        what={t('token.secretOnce')}
        value={created.secret}
        onClose={onClose}
      />
    );
  return (
    <Modal
      open
      title={t('token.issue')}
      okText={t('token.issue')}
      confirmLoading={busy}
      onOk={async () => setCreated((await submit()) ?? null)}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" initialValues={{ days: daysDefault }}>
        <Form.Item
          name="name"
          label={t('token.name')}
          rules={[{ required: true, whitespace: true, message: t('token.nameMissing') }]}
        >
          <Input autoFocus maxLength={64} />
        </Form.Item>
        <Form.Item
          name="staffId"
          label={t('token.as')}
          rules={[{ required: true, message: t('token.asMissing') }]}
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={staff.map((one) => ({ value: one.id, label: `${one.displayName} · ${one.signInName}` }))}
          />
        </Form.Item>
        <Form.Item name="days" label={t('token.days')}>
          <InputNumber min={1} max={daysMax} precision={0} />
        </Form.Item>
        <Form.Item name="grants" label={t('token.grants')} extra={t('role.tokensAloneWhy')}>
          <Checkbox.Group
            options={grants.map(({ permission }) => ({
              value: permission,
              label: labelOf(t, 'permission', permission),
            }))}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
}
