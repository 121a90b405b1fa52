import type { AlertView, LiveBatch, LiveConversationView, Severity, WallView } from '@/lib/api';

/** Alerts kept on the wall, the older ones that were asked for included. */
export const alertsKept = 2000;

/**
 * What a batch makes of the wall. An alert already there is updated where it stands; new ones go on top.
 * A snapshot also ends the talks it doesn't name.
 */
export function applyBatch(wall: WallView, batch: LiveBatch): WallView {
  const open = new Set(batch.conversations.map((talk) => talk.id));
  const before = batch.snapshot ? wall.conversations.filter((talk) => open.has(talk.id)) : wall.conversations;
  return {
    seq: batch.snapshot ? batch.seq : Math.max(wall.seq, batch.seq),
    now: batch.at,
    alerts: mergeAlerts(wall.alerts, batch.alerts),
    conversations: mergeConversations(before, batch.conversations, batch.closed),
  };
}

function mergeAlerts(old: readonly AlertView[], incoming: readonly AlertView[]): AlertView[] {
  const updates = new Map(incoming.map((alert) => [alert.id, alert]));
  const known = new Set(old.map((alert) => alert.id));
  const fresh = [...updates.values()].filter((alert) => !known.has(alert.id)).sort((a, b) => b.seq - a.seq);
  return [...fresh, ...old.map((alert) => updates.get(alert.id) ?? alert)].slice(0, alertsKept);
}

/** Puts alerts read from the list behind those on the wall. */
export function appendOlder(wall: WallView, older: readonly AlertView[]): WallView {
  const known = new Set(wall.alerts.map((alert) => alert.id));
  const added = older.filter((alert) => !known.has(alert.id));
  return { ...wall, alerts: [...wall.alerts, ...added].sort((a, b) => b.seq - a.seq).slice(0, alertsKept) };
}

/** Tiles keep their places: a talk is updated where it is, new ones go to the end, ended ones leave. */
function mergeConversations(
  old: readonly LiveConversationView[],
  incoming: readonly LiveConversationView[],
  closed: readonly string[],
): LiveConversationView[] {
  const ended = new Set(closed);
  const updates = new Map(incoming.map((talk) => [talk.id, talk]));
  const known = new Set(old.map((talk) => talk.id));
  const kept = old.map((talk) => updates.get(talk.id) ?? talk);
  const fresh = [...updates.values()].filter((talk) => !known.has(talk.id));
  return [...kept, ...fresh].filter((talk) => !ended.has(talk.id));
}

export type WallFilter = { severity?: Severity; team?: string; all?: boolean };

/** A reader who is reading: the newest alert and the rows on the screen when they began. Null when the wall may move. */
export type Frozen = { upTo: number; rows: ReadonlySet<string> } | null;

export function freeze(alerts: readonly AlertView[], rows: readonly AlertView[]): Frozen {
  return {
    upTo: alerts.reduce((newest, alert) => Math.max(newest, alert.seq), 0),
    rows: new Set(rows.map((alert) => alert.id)),
  };
}

/**
 * The rows to draw and how many wait. While a reader reads, nothing is added, and what they acknowledge
 * stays where it is until they let go.
 */
export function shownAlerts(alerts: readonly AlertView[], filter: WallFilter, frozen: Frozen) {
  const wanted = alerts.filter(
    (alert) =>
      (!filter.severity || alert.severity === filter.severity) &&
      (!filter.team || alert.teamId === filter.team),
  );
  const open = (alert: AlertView) => filter.all === true || alert.acknowledgedAt === null;
  if (frozen === null) return { rows: wanted.filter(open), waiting: 0 };
  return {
    rows: wanted.filter((alert) => alert.seq <= frozen.upTo && (open(alert) || frozen.rows.has(alert.id))),
    waiting: wanted.filter((alert) => alert.seq > frozen.upTo && open(alert)).length,
  };
}

/** The teams that appear on the wall, for the filter. */
export function teamsOf(wall: WallView): { id: string; name: string }[] {
  const names = new Map<string, string>();
  for (const one of [...wall.conversations, ...wall.alerts]) {
    if (one.teamId) names.set(one.teamId, one.teamName ?? one.teamId);
  }
  return [...names].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name, 'zh'));
}
