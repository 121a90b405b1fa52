import { Link } from '@tanstack/react-router';
import { Alert, App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type OverrideView, type RequestOverrideRequest } from '@/lib/api';
import { useSubmit } from '@/ui/useSubmit';
import { canBeLifted, type Hindrance, isMachine } from './exception';
import { HindranceList } from './HindranceList';
import './trust.css';

type Props = {
  rules: Hindrance[];
  channel: string;
  /** The refusal itself, or the contact that was refused. */
  about: Pick<RequestOverrideRequest, 'decisionId' | 'contact'>;
  small?: boolean;
};

/** From a refusal to an exception: which rules a second person may lift, which nobody may, and why this contact should go through. */
export function RequestException({ rules, channel, about, small = false }: Props) {
  const { t } = useTranslation('trust');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        type={small ? 'link' : 'default'}
        size={small ? 'small' : 'middle'}
        onClick={() => setOpen(true)}
      >
        {t('exception.open')}
      </Button>
      {open && <Request rules={rules} channel={channel} about={about} onClose={() => setOpen(false)} />}
    </>
  );
}

function Request({ rules, channel, about, onClose }: Omit<Props, 'small'> & { onClose: () => void }) {
  const { t } = useTranslation('trust');
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reason: string }>();
  const possible = canBeLifted(rules, channel);
  const { submit, busy } = useSubmit(form, ({ reason }) =>
    api.post<OverrideView>('/contacts/overrides', { ...about, reason: reason.trim() }),
  );
  const send = async () => {
    if (!(await submit())) return;
    message.success(
      <>
        {t('exception.sent')}{' '}
        <Link to="/gate" search={{ tab: 'overrides' }}>
          {t('exception.see')}
        </Link>
      </>,
    );
    onClose();
  };
  return (
    <Modal
      open
      title={t('exception.title')}
      okText={t('override.send')}
      okButtonProps={{ style: possible ? undefined : { display: 'none' } }}
      cancelText={t(possible ? 'exception.leave' : 'exception.close')}
      confirmLoading={busy}
      onOk={send}
      onCancel={onClose}
    >
      {!possible && (
        <Alert
          type="error"
          showIcon
          className="tr-exception-alert"
          title={t(isMachine(channel) ? 'exception.machine' : 'exception.never')}
        />
      )}
      <HindranceList rules={rules} />
      {possible && (
        <>
          <p className="dl-muted">{t('exception.what')}</p>
          <Form form={form} layout="vertical" requiredMark={false}>
            <Form.Item
              name="reason"
              label={t('override.reason')}
              rules={[
                { required: true, whitespace: true, min: 10, max: 2000, message: t('override.reasonLength') },
              ]}
            >
              <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={2000} />
            </Form.Item>
          </Form>
        </>
      )}
    </Modal>
  );
}
