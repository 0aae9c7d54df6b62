import type { Problem } from '../problem.ts';
import type { Rule } from './rule.ts';

/** Parameters that tell who sent a reader, not what is read. */
const TRACKING = /^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|ref_src|yclid|_hsenc|_hsmi|mkt_tok)$/u;

function faultOf(address: string): Pick<Problem, 'fault' | 'mend'> | undefined {
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

/** Addresses are well formed, https and free of tracking; one page in one version is one source. */
export const sourceAddresses: Rule = ({ data }) => {
  const problems: Problem[] = [];
  const seen = new Map<string, string>();
  const look = (file: string, path: string, address: string, version?: string) => {
    const fault = faultOf(address);
    if (fault) problems.push({ file, path, ...fault });
    if (version === undefined) return;
    const page = `${samePage(address)} ${version}`;
    const first = seen.get(page);
    if (first === undefined) seen.set(page, `data/${file}: ${path}`);
    else problems.push({ file, path, fault: `is the page of ${first}, in the same version`, mend: 'use one source for both; if several apps cite it, keep it in data/sources' });
  };
  for (const [publisher, { sources }] of Object.entries(data.publishers)) {
    for (const [key, source] of Object.entries(sources)) look(`sources/${publisher}.json`, `sources.${key}.url`, source.url, source.published ?? '');
  }
  for (const [app, { sources, homepage, privacyPolicy }] of Object.entries(data.apps)) {
    const file = `apps/${app}.json`;
    if (homepage !== undefined) look(file, 'homepage', homepage);
    if (privacyPolicy !== undefined) look(file, 'privacyPolicy', privacyPolicy);
    for (const [key, source] of Object.entries(sources ?? {})) look(file, `sources.${key}.url`, source.url, source.published ?? '');
  }
  return problems;
};
