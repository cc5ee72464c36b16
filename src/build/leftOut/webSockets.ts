// Stands in for the WebSocket interceptor, which msw imports whether or not sockets are intercepted: the lab has none.

/** The page's end of an intercepted socket; there never is one. */
export const WebSocketClientConnection = undefined;

/** The server's end of an intercepted socket; there never is one. */
export const WebSocketServerConnection = undefined;
