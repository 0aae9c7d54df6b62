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

function bestOfVendor(spoken: readonly Spoken[]): readonly Spoken[] {
  const vendor = spoken.filter(({ by }) => by === 'vendor');
  return best(vendor, ({ source }) => VENDOR_RANK[source.kind] ?? LOWEST_VENDOR_RANK);
}

function bestIndependent(spoken: readonly Spoken[]): readonly Spoken[] {
  const others = spoken.filter(({ by }) => by === 'independent');
  return best(others, ({ source }) => (FIRST_HAND.has(source.kind) ? 0 : 1));
}

/** What the vendor says: its most binding document counts (rule 2 of the verdict). */
export function vendorStance(voices: readonly Voice[]): Stance | undefined {
  return agreed(bestOfVendor(voices.filter(takesStance)), 'partly' as const);
}

/** What others found: first-hand before second-hand, one voice for each origin (rule 3). */
function independentStance(voices: readonly Voice[]): Stance | 'disputed' | undefined {
  return agreed(oneVoiceEach(bestIndependent(voices.filter(takesStance))), 'disputed' as const);
}

/** How firm it is; silent evidence counts only where there is no other. */
export function strengthOf(voices: readonly Voice[]): Strength {
  const spoken = voices.filter(takesStance);
  const others = (spoken.length > 0 ? spoken : voices).filter(({ by }) => by === 'independent');
  if (others.some(({ source }) => FIRST_HAND.has(source.kind))) return 'first-hand';
  return others.length > 0 ? 'second-hand' : 'vendor-only';
}

/** The rules by which a verdict follows from its evidence, in words for maintainers. */
export const VERDICT_RULES = {
  silent: 'all its evidence is silent',
  'vendor-only': "only the vendor speaks, and its most binding document's stance counts",
  'independents-differ': 'the independent voices of the best rank differ',
  'independents-only': 'only independent voices speak',
  agreement: 'the vendor and the independent voices agree',
  'first-hand': 'a first-hand independent voice outweighs the vendor',
  contradiction: 'the vendor and second-hand independent voices differ',
} as const;
export type VerdictRule = keyof typeof VERDICT_RULES;

/** What a piece of evidence did for the verdict. */
export type Role =
  /** It was weighed. */
  | 'counts'
  /** A more binding document of the vendor, or somebody closer to the facts, speaks too. */
  | 'outranked'
  /** It repeats another one. */
  | 'repeats'
  /** The vendor's word, where somebody independent and first-hand says otherwise. */
  | 'outweighed'
  /** It was looked into and says nothing. */
  | 'silent';

/** A verdict and the rule that it follows from. */
export interface Derived {
  readonly verdict: Verdict;
  readonly rule: VerdictRule;
}

/** The verdict that follows from the evidence. */
export function deriveVerdict(voices: readonly Voice[]): Derived {
  const vendor = vendorStance(voices);
  const others = independentStance(voices);
  if (vendor === undefined && others === undefined) return { verdict: 'unknown', rule: 'silent' };
  if (others === undefined) return { verdict: vendor ?? 'unknown', rule: 'vendor-only' };
  if (others === 'disputed') return { verdict: 'disputed', rule: 'independents-differ' };
  if (vendor === undefined) return { verdict: others, rule: 'independents-only' };
  if (vendor === others) return { verdict: others, rule: 'agreement' };
  if (strengthOf(voices) === 'first-hand') return { verdict: others, rule: 'first-hand' };
  return { verdict: 'disputed', rule: 'contradiction' };
}

/** What each voice did for the verdict, in their order. */
export function rolesOf(voices: readonly Voice[]): readonly Role[] {
  const spoken = voices.filter(takesStance);
  const [vendor, others] = [bestOfVendor(spoken), bestIndependent(spoken)];
  const single = new Set(oneVoiceEach(others));
  const outweighed = deriveVerdict(voices).rule === 'first-hand';
  const roleOf = (voice: Spoken): Role => {
    if (vendor.includes(voice)) return outweighed ? 'outweighed' : 'counts';
    if (single.has(voice)) return 'counts';
    return others.includes(voice) ? 'repeats' : 'outranked';
  };
  return voices.map((voice) => (takesStance(voice) ? roleOf(voice) : 'silent'));
}

function present(days: readonly (Day | undefined)[]): readonly Day[] {
  return days.filter((day) => day !== undefined);
}

/**
 * The day up to which a source is known to speak: of the copy, or of the live page. A copy of no known day may be as old
 * as what was published, so that is its day, where it is known.
 */
function spokenDay({ published, checked }: SourceFacts, dayOf: typeof firstDay): Day | undefined {
  const publication = published === undefined ? undefined : dayOf(published);
  const reading = checked && dayOf(checked.of ?? checked.on);
  const isUndatedCopy = checked?.copy === 'archived' && checked.of === undefined;
  return isUndatedCopy ? (publication ?? reading) : (reading ?? publication);
}

/** The newest day of the evidence, of a month or year the day that is asked for (its first); undefined if no source has a day. */
export function newestDay(voices: readonly Voice[], dayOf = firstDay): Day | undefined {
  return present(voices.map(({ source }) => spokenDay(source, dayOf)))
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
