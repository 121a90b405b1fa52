import { ExclamationCircleFilled } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCan } from '@/lib/session';
import { useContactWindow } from './useHistory';

/** While history is empty and nobody has answered for it, every contact is refused: those who can change it, or must know, are told on every page. */
export function WindowBanner() {
  const { t } = useTranslation('history');
  const declares = useCan('contact.window.declare');
  const imports = useCan('import.run');
  const supervises = useCan('contact.override.approve');
  const concerned = declares || imports || supervises;
  const window = useContactWindow(concerned).data;
  if (!concerned || !window || window.known) return null;
  return (
    <div className="dl-window-banner" role="alert">
      <ExclamationCircleFilled />
      <span>{t('banner.refused')}</span>
      {declares || imports ? (
        <Link to="/history">{t(declares ? 'banner.declare' : 'banner.import')}</Link>
      ) : (
        <span>{t('banner.tell')}</span>
      )}
    </div>
  );
}
