import { CopyOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';

/** Exact text to compare or hand on: shown whole, copied whole. */
export function CopyText({ text }: { text: string }) {
  const { t } = useTranslation('shell');
  const { message } = App.useApp();
  const copy = async () => {
    await navigator.clipboard?.writeText(text);
    message.success(t('copied'));
  };
  return (
    <div className="evd-text">
      <pre>{text}</pre>
      <Button size="small" icon={<CopyOutlined />} onClick={copy}>
        {t('copy')}
      </Button>
    </div>
  );
}
