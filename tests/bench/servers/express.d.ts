// Describes as much of express as the bench uses; its own types are a package we do not need otherwise.
declare module 'express' {
  import type { Server } from 'node:http';

  interface Application {
    use(path: string, handler: unknown): void;
    listen(port: number, host: string, done: () => void): Server;
  }
  const express: () => Application;
  export default express;
}
