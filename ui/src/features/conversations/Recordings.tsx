import { Alert, Button, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingView } from '@/lib/api';
import { Waveform } from './Waveform';

const purposes = ['review', 'own-work', 'complaint', 'court', 'training'] as const;
type Purpose = (typeof purposes)[number];

/** Plays the recordings of a conversation. Nothing is fetched before somebody has said why they listen. */
export function Recordings({ recordings }: { recordings: readonly RecordingView[] }) {
  const { t } = useTranslation('conversations');
  const [purpose, setPurpose] = useState<Purpose>('review');
  const [playing, setPlaying] = useState<Purpose>();
  return (
    <section className="dl-card">
      <h2>{t('recording.title')}</h2>
      {playing ? (
        recordings.map((one) => <Player key={one.exhibitId} recording={one} purpose={playing} />)
      ) : (
        <div className="cv-recording">
          <Select
            aria-label={t('recording.purpose')}
            value={purpose}
            onChange={setPurpose}
            options={purposes.map((value) => ({ value, label: t(`recording.purposes.${value}`) }))}
          />
          <Button type="primary" onClick={() => setPlaying(purpose)}>
            {t('recording.play')}
          </Button>
        </div>
      )}
      <p className="dl-muted">{t('recording.what')}</p>
    </section>
  );
}

/** The browser's own player asks for the pieces it plays. */
function Player({ recording, purpose }: { recording: RecordingView; purpose: Purpose }) {
  const { t } = useTranslation('conversations');
  const [failed, setFailed] = useState(false);
  const [audio, setAudio] = useState<HTMLAudioElement | null>(null);
  return (
    <>
      <Waveform exhibitId={recording.exhibitId} purpose={purpose} audio={audio} />
      {/* biome-ignore lint/a11y/useMediaCaption: what is said stands beside it as the transcript. */}
      <audio
        ref={setAudio}
        className="cv-player"
        controls
        autoPlay
        preload="metadata"
        controlsList="nodownload"
        aria-label={t('recording.title')}
        src={`/api/v1/recordings/${recording.exhibitId}?purpose=${purpose}`}
        onError={() => setFailed(true)}
      />
      {failed && <Alert type="error" showIcon title={t('recording.failed')} />}
    </>
  );
}
