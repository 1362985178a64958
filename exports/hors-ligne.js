"use strict";
// Lets a séance be opened again while the network is down: the last document played, and nothing else.
// The network comes first: what is kept is shown only where it does not answer at all.
const KEPT = "diaporama";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("fetch", (event) => {
  if (event.request.mode !== "navigate") return;
  event.respondWith(fetch(event.request).catch(async () => (
    await caches.match(event.request, {cacheName: KEPT, ignoreVary: true}) ?? Response.error())));
});
