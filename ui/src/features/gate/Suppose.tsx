import { ExperimentOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AssumedContact, AssumedFact } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { dateTime } from '@/lib/time';
import { SupposeContact } from './SupposeContact';
import { SupposeFact } from './SupposeFact';
import type { Question } from './useQuestion';

const mostEach = 20;

/** What is supposed: contacts as if they had been made, facts as if they had been recorded. Kept in this view only. */
export function Suppose({ question }: { question: Question }) {
  const { t } = useTranslation('gate');
  const [adding, setAdding] = useState<'contact' | 'fact' | null>(null);
  const { supposed, suppose, isSupposing } = question;
  const close = () => setAdding(null);
  return (
    <section className={`dl-card gt-suppose${isSupposing ? ' supposed' : ''}`} aria-label={t('suppose')}>
      <header>
        <h2>
          <ExperimentOutlined /> {t('suppose')}
        </h2>
        <span className="dl-muted">{t('supposeWhy')}</span>
        <span className="dl-grow" />
        <Button
          disabled={supposed.contacts.length >= mostEach}
          onClick={() => setAdding(adding === 'contact' ? null : 'contact')}
        >
          {t('supposeContact')}
        </Button>
        <Button
          disabled={supposed.facts.length >= mostEach}
          onClick={() => setAdding(adding === 'fact' ? null : 'fact')}
        >
          {t('supposeFact')}
        </Button>
        {isSupposing && (
          <Button type="link" onClick={() => suppose({ facts: [], contacts: [] })}>
            {t('supposeNothing')}
          </Button>
        )}
      </header>
      {isSupposing && (
        <p className="gt-supposed">
          {supposed.contacts.map((one, index) => (
            <Tag
              // biome-ignore lint/suspicious/noArrayIndexKey: two equal contacts may be supposed, and they have no other identity
              key={`contact ${index}`}
              closable
              variant="outlined"
              onClose={() =>
                suppose({ ...supposed, contacts: supposed.contacts.filter((_, at) => at !== index) })
              }
            >
              <ContactWords contact={one} zone={question.zone} />
            </Tag>
          ))}
          {supposed.facts.map((one, index) => (
            <Tag
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              key={`fact ${index}`}
              closable
              variant="outlined"
              onClose={() => suppose({ ...supposed, facts: supposed.facts.filter((_, at) => at !== index) })}
            >
              <FactWords fact={one} />
            </Tag>
          ))}
        </p>
      )}
      {adding === 'contact' && (
        <SupposeContact
          question={question}
          onAdd={(contact) => {
            suppose({ ...supposed, contacts: [...supposed.contacts, contact] });
            close();
          }}
          onCancel={close}
        />
      )}
      {adding === 'fact' && (
        <SupposeFact
          question={question}
          onAdd={(fact) => {
            suppose({ ...supposed, facts: [...supposed.facts, fact] });
            close();
          }}
          onCancel={close}
        />
      )}
    </section>
  );
}

function ContactWords({ contact, zone }: { contact: AssumedContact; zone: string | undefined }) {
  const { t } = useTranslation('gate');
  return (
    <>
      {dateTime(contact.at, zone).slice(5, 16)} {labelOf(t, 'channel', contact.channel)} ·{' '}
      {labelOf(t, 'outcome', contact.outcome) || t('noOutcome')}
      {contact.direction === 'inbound' && ` · ${t('inbound')}`}
    </>
  );
}

function FactWords({ fact }: { fact: AssumedFact }) {
  const { t } = useTranslation('gate');
  const about = [
    labelOf(t, 'factScope', fact.scope),
    labelOf(t, 'channel', fact.channel),
    fact.from && fact.to ? `${fact.from}–${fact.to}` : '',
    labelOf(t, 'factForm', fact.form),
  ].filter(Boolean);
  return (
    <>
      {labelOf(t, 'factKind', fact.kind)}
      {about.length > 0 && ` · ${about.join(' · ')}`}
    </>
  );
}
