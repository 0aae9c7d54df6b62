import fastify, { type FastifyInstance } from 'fastify';

/** What is said back to a delivery: a HTTP status and, where there is something to say, JSON. */
export interface Taken {
  readonly status: number;
  readonly json?: string;
}

/** A path to which something is delivered by POST, as JSON. */
export interface Door {
  readonly path: string;
  /** Whether who delivers may: judged by a header before the body is looked at. */
  readonly header: string;
  readonly accepts: (value: string) => boolean;
  /** Takes a delivery; resolves to what is said back. Never rejects. */
  readonly take: (body: unknown) => Promise<Taken>;
}

export interface HttpServer {
  /** Resolves when it listens. Rejects if it can't. */
  readonly listen: () => Promise<void>;
  /** Takes nothing more and resolves when what is in hand was answered. */
  readonly close: () => Promise<void>;
}

/** No update of Telegram is larger than some tens of kilobytes. */
const LARGEST_BODY = 1_048_576;

/**
 * Makes the one HTTP server of all that is delivered to the bots. Other paths and methods, larger bodies and what is no
 * JSON are refused (404, 413, 400, 415), who brings no right header with 401; a request that doesn't arrive in time is dropped.
 */
export function createHttp({ port, patience, doors }: { readonly port: number; readonly patience: number; readonly doors: readonly Door[] }): HttpServer {
  const server: FastifyInstance = fastify({
    bodyLimit: LARGEST_BODY,
    requestTimeout: patience,
    // An address that can't be read is none of ours.
    frameworkErrors: (_error, _request, { raw }) => raw.writeHead(404).end(),
    http: { headersTimeout: patience, connectionsCheckingInterval: patience / 2 },
  });
  server.removeContentTypeParser('text/plain');
  // What was wrong is said by the status alone: a body could hold what somebody wrote.
  server.setErrorHandler((error: { readonly statusCode?: number }, _request, reply) => reply.code(error.statusCode ?? 500).send());
  server.setNotFoundHandler((_request, reply) => reply.code(404).send());
  // A path is compared as it is written: given to the router, signs in it would stand for others.
  const doorAt = (address: string) => doors.find(({ path }) => path === address.replace(/\?.*$/u, ''));
  server.post('*', {
    onRequest: async (request, reply) => {
      const door = doorAt(request.url);
      if (!door) return reply.code(404).send();
      const value = request.headers[door.header];
      if (!door.accepts(typeof value === 'string' ? value : '')) await reply.code(401).send();
    },
    handler: async (request, reply) => {
      const { status, json } = (await doorAt(request.url)?.take(request.body)) ?? { status: 404 };
      return json === undefined ? reply.code(status).send() : reply.code(status).type('application/json').send(json);
    },
  });
  return {
    listen: async () => {
      await server.listen({ port, host: '0.0.0.0' });
    },
    close: () => server.close(),
  };
}
