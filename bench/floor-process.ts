/**
 * The floor: a bare `node:http` server that reads the body of each request and answers given bytes.
 * Parameters: the port and the answer as JSON `{ headers, body }`.
 */
import { createServer } from 'node:http';

const [port, answer = '{}'] = process.argv.slice(2);
const { headers, body } = JSON.parse(answer) as { headers: string[]; body: string };

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    Buffer.concat(chunks);
    response.writeHead(200, headers);
    response.end(body);
  });
}).listen(Number(port), '127.0.0.1');

process.on('SIGTERM', () => process.exit(0));
