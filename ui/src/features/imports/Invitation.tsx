import { useTranslation } from 'react-i18next';

/** What an empty installation says first. */
export function Invitation() {
  const { t } = useTranslation('imports');
  return (
    <section className="dl-card imp-invitation">
      <h2>{t('invitation.title')}</h2>
      <ol>
        <li>{t('invitation.portfolio')}</li>
        <li>{t('invitation.parties')}</li>
        <li>{t('invitation.conversations')}</li>
      </ol>
      <p className="dl-muted">{t('invitation.sealed')}</p>
    </section>
  );
}
