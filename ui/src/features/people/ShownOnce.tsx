import { CopyOutlined } from '@ant-design/icons';
import { Alert, App, Button, Modal } from 'antd';
import { useTranslation } from 'react-i18next';

type Props = { title: string; what: string; value: string; onClose: () => void };

/** A secret that the server will not tell again. Closing by accident is made hard. */
export function ShownOnce({ title, what, value, onClose }: Props) {
  const { t } = useTranslation('people');
  const { message } = App.useApp();
  const copy = async () => {
    await navigator.clipboard?.writeText(value);
    message.success(t('shell:copied'));
  };
  return (
    <Modal
      open
      title={title}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('kept')}
        </Button>
      }
    >
      <p>{what}</p>
      <div className="ppl-secret">
        <code>{value}</code>
        <Button icon={<CopyOutlined />} onClick={copy}>
          {t('shell:copy')}
        </Button>
      </div>
      <Alert type="warning" showIcon title={t('onceOnly')} />
    </Modal>
  );
}
