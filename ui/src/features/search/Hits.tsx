import { Link } from '@tanstack/react-router';
import { Alert, Button, Skeleton } from 'antd';
import { Fragment, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchAnswer, SearchHit, SearchPart } from '@/lib/api';
import { labelOf } from '@/lib/label';
import { clockSpan, dateTime, timeOnly } from '@/lib/time';
import { EmptyState } from '@/ui/EmptyState';
import { PersonalData } from '@/ui/PersonalData';
import { useIsPhone } from '@/ui/useIsPhone';
import { ExportFound } from './ExportFound';
import type { Searching } from './useSearching';

/** What was found, page by page, and how it was come by. */
export function Hits({ question, query }: Searching) {
  const { t } = useTranslation('search');
  const top = useShown(query.data?.pages[0]);
  if (!question)
    return (
      <EmptyState kind="nothing-yet" title={t('begin')}>
        {t('beginWhy')}
      </EmptyState>
    );
  if (query.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (!query.data) return <EmptyState kind="failed" error={query.error} onRetry={() => query.refetch()} />;
  const pages = query.data.pages;
  const hits = pages.flatMap((page) => page.items);
  const last = pages.at(-1);
  return (
    <section aria-label={t('hits')} ref={top} className="se-answer">
      {last && <Coverage answer={last} />}
      <ExportFound hits={hits} />
      <PersonalData>
        <ul className="se-hits">
          {hits.map((hit) => (
            <Hit key={`${hit.conversation.id} ${hit.seq}`} hit={hit} />
          ))}
        </ul>
      </PersonalData>
      {hits.length === 0 && last?.state === 'complete' && (
        <EmptyState kind="nothing-yet" title={t('none')}>
          {t('noneWhy')}
        </EmptyState>
      )}
      {query.isFetchNextPageError && (
        <EmptyState kind="failed" error={query.error} onRetry={() => query.fetchNextPage()} />
      )}
      <Effort pages={pages} found={hits.length} />
      {query.hasNextPage && (
        <Button onClick={() => query.fetchNextPage()} loading={query.isFetchingNextPage}>
          {last?.state === 'bounded' ? t('goOn') : t('more')}
        </Button>
      )}
    </section>
  );
}

/** On a phone the answer stands below a long form: it is brought into view. */
function useShown(answer: SearchAnswer | undefined) {
  const phone = useIsPhone();
  const top = useRef<HTMLElement>(null);
  useEffect(() => {
    if (answer && phone) top.current?.scrollIntoView({ block: 'start' });
  }, [answer, phone]);
  return top;
}

function Hit({ hit }: { hit: SearchHit }) {
  const { t } = useTranslation('search');
  const { conversation } = hit;
  return (
    <li className="dl-card se-hit">
      <p className="se-head">
        <Link to="/conversations/$id" params={{ id: conversation.id }} search={{ at: hit.seq }}>
          <b className="dl-num">{dateTime(conversation.startedAt).slice(0, 16)}</b> {conversation.staffName} →{' '}
          {conversation.personName}
        </Link>
        <span className="dl-muted">
          {labelOf(t, 'kind', conversation.kind)} · {conversation.teamName ?? t('noTeam')}
        </span>
        <Link to="/cases/$id" params={{ id: conversation.caseId }} className="dl-mono">
          {conversation.caseReference}
        </Link>
      </p>
      <p className="se-words">
        <span className="dl-muted dl-num">
          {whenOf(hit)} {labelOf(t, 'speaker', hit.role)}{' '}
        </span>
        <Excerpt parts={hit.parts} />
      </p>
    </li>
  );
}

function Excerpt({ parts }: { parts: readonly SearchPart[] }) {
  return parts.map(({ text, marked }, place) => {
    const key = `${place} ${text}`;
    return marked ? <mark key={key}>{text}</mark> : <Fragment key={key}>{text}</Fragment>;
  });
}

function whenOf({ start, at, seq }: SearchHit): string {
  if (start !== null) return clockSpan(start);
  return at ? timeOnly(at) : `#${seq}`;
}

/** Says that older conversations are still on their way into the index: what is not in it is not found. */
function Coverage({ answer }: { answer: SearchAnswer }) {
  const { t } = useTranslation('search');
  const { index } = answer;
  if (index.complete && index.unread === 0) return null;
  return (
    <Alert
      type="info"
      showIcon
      title={
        index.complete
          ? t('unreadIndex', { n: index.unread })
          : t('indexing', { seen: index.seen, all: index.conversations })
      }
    />
  );
}

function Effort({ pages, found }: { pages: readonly SearchAnswer[]; found: number }) {
  const { t } = useTranslation('search');
  const sum = (of: (page: SearchAnswer) => number) => pages.reduce((total, page) => total + of(page), 0);
  const state = pages.at(-1)?.state ?? 'complete';
  const unread = sum((page) => page.unread);
  return (
    <p className="dl-muted se-effort" role="status">
      {t('effort', {
        found,
        candidates: sum((page) => page.candidates),
        verified: sum((page) => page.verified),
      })}{' '}
      {t(`state.${state}`)} {unread > 0 && t('unread', { n: unread })} {t('entry')}
    </p>
  );
}
