import type { Data } from '../data.ts';
import type { Problem } from '../problem.ts';
import type { SourceFile } from '../schema.ts';
import type { Rule } from './rule.ts';

/** Parameters that tell who sent a reader, not what is read. */
const TRACKING = /^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|ref_src|yclid|_hsenc|_hsmi|mkt_tok)$/u;

type Fault = Pick<Problem, 'fault' | 'mend'>;

function faultOf(address: string): Fault | undefined {
  if (!URL.canParse(address)) return { fault: `"${address}" is no address`, mend: 'write the whole address, beginning with https://' };
  const url = new URL(address);
  if (url.protocol !== 'https:') return { fault: 'is not https', mend: 'use the https address; if there is none, find another copy' };
  if (url.username !== '' || url.password !== '') return { fault: 'holds a name or password', mend: 'leave that part out' };
  const tracking = [...url.searchParams.keys()].filter((key) => TRACKING.test(key));
  if (tracking.length > 0) return { fault: `has the tracking parameter ${tracking.join(', ')}`, mend: 'leave it out' };
  return undefined;
}

/** Two addresses of one page, whatever the slash at the end and the case of the host. */
function samePage(address: string): string {
  return URL.canParse(address) ? new URL(address).href.replace(/\/(?=$|\?|#)/u, '') : address;
}

/** An address in a file; that of a source with its version. */
interface Place {
  readonly file: string;
  readonly path: string;
  readonly address: string;
  readonly version?: string;
}

type Sources = Readonly<Record<string, Pick<SourceFile, 'url' | 'published'>>>;

function sourcePlaces(file: string, sources: Sources): readonly Place[] {
  return Object.entries(sources).map(([key, { url, published }]) => ({ file, path: `sources.${key}.url`, address: url, version: published ?? '' }));
}

function allPlaces({ apps, publishers }: Data): readonly Place[] {
  const ofPublishers = Object.entries(publishers).flatMap(([id, { sources }]) => sourcePlaces(`sources/${id}.json`, sources));
  const ofApps = Object.entries(apps).flatMap(([id, { homepage, privacyPolicy, sources = {} }]): readonly Place[] => {
    const file = `apps/${id}.json`;
    const own = Object.entries({ homepage, privacyPolicy }).flatMap(([path, address]) => (address === undefined ? [] : [{ file, path, address }]));
    return [...own, ...sourcePlaces(file, sources)];
  });
  return [...ofPublishers, ...ofApps];
}

/** Sources that are one page in one version. */
function twins(places: readonly Place[]): readonly Problem[] {
  const seen = new Map<string, Place>();
  return places.flatMap((place): readonly Problem[] => {
    if (place.version === undefined) return [];
    const page = `${samePage(place.address)} ${place.version}`;
    const first = seen.get(page);
    if (first === undefined) seen.set(page, place);
    if (first === undefined) return [];
    const { file, path } = place;
    return [
      {
        file,
        path,
        fault: `is the page of data/${first.file}: ${first.path}, in the same version`,
        mend: 'use one source for both; if several apps cite it, keep it in data/sources',
      },
    ];
  });
}

/** Addresses are well formed, https and free of tracking; one page in one version is one source. */
export const sourceAddresses: Rule = ({ data }) => {
  const places = allPlaces(data);
  const faulty = places.flatMap(({ file, path, address }) => {
    const fault = faultOf(address);
    return fault ? [{ file, path, ...fault }] : [];
  });
  return [...faulty, ...twins(places)];
};
