import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type MouseEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, type RecordingPeaks } from '@/lib/api';
import { clockSpan } from '@/lib/time';
import { outline, peakMax, piecesOf } from './peaks';

const stepSeconds = 5;

type Props = { exhibitId: string; purpose: string; audio: HTMLAudioElement | null };

/** How loud a recording is, the staff above and the customer below; a click or an arrow key goes to that place. */
export function Waveform({ exhibitId, purpose, audio }: Props) {
  const peaks = useQuery({
    queryKey: ['/recordings', exhibitId, 'peaks', purpose],
    queryFn: ({ signal }) =>
      api.get<RecordingPeaks>(`/recordings/${exhibitId}/peaks`, { query: { purpose }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const seconds = peaks.data?.seconds;
  if (!peaks.data || !seconds) return null;
  return <Wave channels={peaks.data.channels} seconds={seconds} audio={audio} />;
}

type WaveProps = { channels: number[][]; seconds: number; audio: HTMLAudioElement | null };

function Wave({ channels, seconds, audio }: WaveProps) {
  const { t } = useTranslation('conversations');
  const at = usePlace(audio);
  const seek = (to: number) => {
    if (audio) audio.currentTime = Math.min(Math.max(to, 0), seconds);
  };
  const click = (event: MouseEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    seek(((event.clientX - box.left) / box.width) * seconds);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') seek(at - stepSeconds);
    if (event.key === 'ArrowRight') seek(at + stepSeconds);
  };
  const heard = `inset(0 ${100 - (at / seconds) * 100}% 0 0)`;
  return (
    <div
      className="cv-wave"
      role="slider"
      tabIndex={0}
      aria-label={t('recording.place')}
      aria-valuemin={0}
      aria-valuemax={Math.round(seconds)}
      aria-valuenow={Math.round(at)}
      aria-valuetext={`${clockSpan(at)} / ${clockSpan(seconds)}`}
      onClick={click}
      onKeyDown={press}
    >
      {channels.map((pairs, channel) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a channel is its place.
        <div key={channel} className="cv-wave-lane">
          {channels.length === 2 && (
            <span>{t(channel === 0 ? 'recording.staff' : 'recording.customer')}</span>
          )}
          <Lane pairs={pairs} />
          <Lane pairs={pairs} heard={heard} />
        </div>
      ))}
    </div>
  );
}

/** One channel as it stands, or what of it was heard, laid over it. */
function Lane({ pairs, heard }: { pairs: number[]; heard?: string }) {
  return (
    <svg
      className={heard && 'cv-wave-heard'}
      style={heard ? { clipPath: heard } : undefined}
      viewBox={`0 ${-peakMax} ${piecesOf(pairs)} ${2 * peakMax}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={outline(pairs)} />
    </svg>
  );
}

/** Where the player is, in seconds; the audio tells a few times a second. */
function usePlace(audio: HTMLAudioElement | null) {
  const [at, setAt] = useState(0);
  useEffect(() => {
    if (!audio) return;
    const follow = () => setAt(audio.currentTime);
    audio.addEventListener('timeupdate', follow);
    audio.addEventListener('seeking', follow);
    return () => {
      audio.removeEventListener('timeupdate', follow);
      audio.removeEventListener('seeking', follow);
    };
  }, [audio]);
  return at;
}
