import { SearchOutlined } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyCaps } from './KeyCaps';
import { openTarget } from './openTarget';

export const quickOpenId = 'quick-open';

/** Takes any id or case reference and goes there. */
export function QuickOpen() {
  const { t } = useTranslation('shell');
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const open = () => {
    const target = openTarget(text);
    if (!target) return;
    setText('');
    navigate(target);
  };
  return (
    <Input
      id={quickOpenId}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={(event) => !event.nativeEvent.isComposing && open()}
      placeholder={t('quickOpen')}
      aria-label={t('quickOpen')}
      prefix={<SearchOutlined />}
      suffix={<KeyCaps keys="mod+k" />}
      maxLength={64}
      style={{ width: 260 }}
    />
  );
}
