import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ConversationView } from '@/lib/api';
import { useHotkeys } from '@/lib/hotkeys';
import { EmptyState } from '@/ui/EmptyState';
import { PersonalData } from '@/ui/PersonalData';
import { ConversationHead } from './ConversationHead';
import { FindingList } from './FindingList';
import { stepFinding } from './highlight';
import { conversationKeys } from './keys';
import { Receipts } from './Receipts';
import { Recordings } from './Recordings';
import { ScoreCard } from './ScoreCard';
import { Transcript } from './Transcript';
import { useConversation } from './useConversation';
import { WhyPanel } from './WhyPanel';
import './conversation.css';

export function ConversationPage() {
  const { id } = useParams({ from: '/shell/conversations/$id' });
  const query = useConversation(id);
  if (query.isPending) return <Skeleton active paragraph={{ rows: 12 }} />;
  if (!query.data) return <EmptyState kind="failed" error={query.error} onRetry={() => query.refetch()} />;
  return (
    <PersonalData>
      <Conversation view={query.data} />
    </PersonalData>
  );
}

function Conversation({ view }: { view: ConversationView }) {
  const { t } = useTranslation('conversations');
  const { finding: chosen, at } = useSearch({ from: '/shell/conversations/$id' });
  const navigate = useNavigate({ from: '/conversations/$id' });
  const choose = (finding: string | undefined) => navigate({ search: { finding }, replace: true });
  const finding = view.findings.find((one) => one.id === chosen);
  useHotkeys('conversations:keys.title', conversationKeys, {
    next: () => choose(stepFinding(view.findings, chosen, 1)),
    previous: () => choose(stepFinding(view.findings, chosen, -1)),
    clear: () => choose(undefined),
  });
  return (
    <>
      <ConversationHead view={view} />
      <div className="cv">
        <section className="dl-card cv-talk" aria-label={t('transcript')}>
          {view.utterances.length === 0 ? (
            <EmptyState kind="nothing-yet" title={t('noUtterances')} />
          ) : (
            <Transcript
              utterances={view.utterances}
              findings={view.findings}
              chosen={chosen}
              onChoose={choose}
              at={at}
              follow={view.conversation.status === 'live'}
            />
          )}
        </section>
        <aside className="cv-side">
          {view.recordings.length > 0 && <Recordings recordings={view.recordings} />}
          <section className="dl-card">
            <h2>{t('findings', { n: view.findings.length })}</h2>
            <FindingList findings={view.findings} chosen={chosen} onChoose={choose} />
          </section>
          {finding && (
            <div className="dl-card">
              <WhyPanel finding={finding} />
            </div>
          )}
          {view.score && <ScoreCard score={view.score} findings={view.findings} />}
          <Receipts receipts={view.receipts} caseId={view.conversation.caseId} />
        </aside>
      </div>
    </>
  );
}
