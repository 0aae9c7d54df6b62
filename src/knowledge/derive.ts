import { type Day, firstDay, monthsLater } from './days.ts';
import type { EvidenceFile, SourceKind, Speaker } from './schema.ts';

export type Verdict = 'yes' | 'no' | 'partly' | 'disputed' | 'unknown';
export type Stance = 'yes' | 'no' | 'partly';
/** How firm a finding is: the best independent voice in it, or none. */
export type Strength = 'first-hand' | 'second-hand' | 'vendor-only';

/** What deriving needs of a source, as the file has it. */
export interface SourceFacts {
  readonly id: string;
  readonly kind: SourceKind;
  readonly origin?: string | undefined;
  readonly published?: string | undefined;
  readonly checked?: { readonly on: string; readonly copy: 'live' | 'archived'; readonly of?: string | undefined } | undefined;
}

/** A piece of evidence beside its source. */
export interface Voice {
  readonly stance: EvidenceFile['stance'];
  readonly by: Speaker;
  readonly source: SourceFacts;
}

const VENDOR_RANK: Readonly<Record<string, number>> = {
  'vendor-policy': 0,
  'vendor-whitepaper': 1,
  'vendor-transparency-report': 1,
  'vendor-documentation': 2,
};
const LOWEST_VENDOR_RANK = 3;
const FIRST_HAND: ReadonlySet<SourceKind> = new Set(['court', 'regulator', 'audit', 'research']);

/** Who speaks in a source of this kind unless the evidence says otherwise. */
export function speakerOf(kind: SourceKind): Speaker {
  return kind.startsWith('vendor-') ? 'vendor' : 'independent';
}

/** The day of a source that was read: of the archived copy if known, else of the reading. */
export function checkedDay(source: Pick<SourceFacts, 'checked'>): Day | undefined {
  return source.checked && firstDay(source.checked.of ?? source.checked.on);
}

function takesStance<V extends Voice>(voice: V): voice is V & { readonly stance: Stance } {
  return voice.stance !== 'silent';
}

type Spoken = Voice & { readonly stance: Stance };

/** The voices of the best rank that is present. */
function best(voices: readonly Spoken[], rank: (voice: Spoken) => number): readonly Spoken[] {
  const top = Math.min(...voices.map(rank));
  return voices.filter((voice) => rank(voice) === top);
}

/** One voice for each origin: the original's if it is among them, else the first that repeats it. */
function oneVoiceEach(voices: readonly Spoken[]): readonly Spoken[] {
  const byOrigin = new Map<string, Spoken>();
  for (const voice of voices) {
    const origin = voice.source.origin ?? voice.source.id;
    if (!byOrigin.has(origin) || voice.source.id === origin) byOrigin.set(origin, voice);
  }
  return [...byOrigin.values()];
}

function agreed<Else>(voices: readonly Spoken[], otherwise: Else): Stance | Else | undefined {
  const [first] = voices;
  return voices.every(({ stance }) => stance === first?.stance) ? first?.stance : otherwise;
}

/** What the vendor says: its most binding document counts (rule 2 of the verdict). */
export function vendorStance(voices: readonly Voice[]): Stance | undefined {
  const vendor = voices.filter(takesStance).filter(({ by }) => by === 'vendor');
  return agreed(
    best(vendor, ({ source }) => VENDOR_RANK[source.kind] ?? LOWEST_VENDOR_RANK),
    'partly' as const,
  );
}

/** What others found: first-hand before second-hand, one voice for each origin (rule 3). */
function independentStance(voices: readonly Voice[]): Stance | 'disputed' | undefined {
  const others = voices.filter(takesStance).filter(({ by }) => by === 'independent');
  return agreed(oneVoiceEach(best(others, ({ source }) => (FIRST_HAND.has(source.kind) ? 0 : 1))), 'disputed' as const);
}

/** How firm it is; silent evidence counts only where there is no other. */
export function strengthOf(voices: readonly Voice[]): Strength {
  const spoken = voices.filter(takesStance);
  const others = (spoken.length > 0 ? spoken : voices).filter(({ by }) => by === 'independent');
  if (others.some(({ source }) => FIRST_HAND.has(source.kind))) return 'first-hand';
  return others.length > 0 ? 'second-hand' : 'vendor-only';
}

/** A verdict and the rule that it follows from, in words. */
export interface Derived {
  readonly verdict: Verdict;
  readonly rule: string;
}

/** The verdict that follows from the evidence. */
export function deriveVerdict(voices: readonly Voice[]): Derived {
  const vendor = vendorStance(voices);
  const others = independentStance(voices);
  if (vendor === undefined && others === undefined) return { verdict: 'unknown', rule: 'all its evidence is silent' };
  if (others === undefined) return { verdict: vendor ?? 'unknown', rule: "only the vendor speaks, and its most binding document's stance counts" };
  if (others === 'disputed') return { verdict: 'disputed', rule: 'the independent voices of the best rank differ' };
  if (vendor === undefined) return { verdict: others, rule: 'only independent voices speak' };
  if (vendor === others) return { verdict: others, rule: 'the vendor and the independent voices agree' };
  if (strengthOf(voices) === 'first-hand') return { verdict: others, rule: 'a first-hand independent voice outweighs the vendor' };
  return { verdict: 'disputed', rule: 'the vendor and second-hand independent voices differ' };
}

function present(days: readonly (Day | undefined)[]): readonly Day[] {
  return days.filter((day) => day !== undefined);
}

/** The newest day of the evidence: the copy's, the reading's, else the publication's; undefined if no source has a day. */
export function newestDay(voices: readonly Voice[]): Day | undefined {
  return present(voices.map(({ source }) => checkedDay(source) ?? (source.published === undefined ? undefined : firstDay(source.published))))
    .toSorted()
    .at(-1);
}

/** The earliest day that the evidence speaks of: the publication's, else the copy's or the reading's. */
export function earliestDay(voices: readonly Voice[]): Day | undefined {
  return present(voices.map(({ source }) => (source.published === undefined ? checkedDay(source) : firstDay(source.published))))
    .toSorted()
    .at(0);
}

/** Whether evidence whose newest day this is has grown old by today; history and undated evidence: see the caller. */
export function isOlderThan(newest: Day, months: number, today: Day): boolean {
  return monthsLater(newest, months) < today;
}
