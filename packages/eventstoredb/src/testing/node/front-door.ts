import { createServer, type Server, type Socket } from 'node:net';

/**
 * The server's own listener. It owns the sockets and hands them to gRPC, so that it can do to them what a network or
 * the death of a process does.
 */
export class FrontDoor {
  private listener: Server | undefined;
  private readonly sockets = new Set<Socket>();

  constructor(private readonly admit: (socket: Socket) => void) {}

  /** Opens on a port, any free one for 0; which it is. */
  open(port: number): Promise<number> {
    const listener = createServer((socket) => {
      socket.setNoDelay(true);
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
      socket.on('error', () => socket.destroy());
      this.admit(socket);
    });
    this.listener = listener;
    return new Promise((resolve, reject) => {
      listener.once('error', reject);
      listener.listen(port, '127.0.0.1', () => {
        const address = listener.address();
        resolve(typeof address === 'object' && address !== null ? address.port : port);
      });
    });
  }

  /** Refuses new connections from now on; those that are open go on. */
  close(): void {
    this.listener?.close();
    this.listener = undefined;
  }

  /** Destroys every connection. What was written before still goes out. */
  cutAll(): void {
    for (const socket of this.sockets) socket.destroySoon();
  }

  /** Destroys every connection with all that is on its way. */
  destroyAll(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  /** Destroys the connection of a peer, named as gRPC does: `127.0.0.1:50123`. */
  cut(peer: string): void {
    const port = Number(peer.slice(peer.lastIndexOf(':') + 1));
    for (const socket of this.sockets) if (socket.remotePort === port) socket.destroySoon();
  }

  get connections(): number {
    return this.sockets.size;
  }
}
