import { App, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { shorten } from '@/lib/shorten';

/** An id or hash: short on screen, whole in the clipboard with one click. */
export function CopyId({ value, head = 8, tail = 6 }: { value: string; head?: number; tail?: number }) {
  const { t } = useTranslation('shell');
  const { message } = App.useApp();
  const copy = async () => {
    await navigator.clipboard?.writeText(value);
    message.success(t('copied'));
  };
  return (
    <Tooltip title={t('copyFull', { value })}>
      <button type="button" className="dl-copy" onClick={copy} aria-label={t('copyFull', { value })}>
        {shorten(value, head, tail)}
      </button>
    </Tooltip>
  );
}
