// SPDX-License-Identifier: Apache-2.0
// A server that paces tokens: the cheap counterpart of the embedded engine's exact mode, for benchmarks that share two cores
// with the client. Token k of a request is written at (request read) + TTFT + k * ITL; with both 0, as fast as sockets take
// them, one write a token, streams in turn. Each token is one SSE event in an HTTP chunk of its own, as under vLLM.
//   pace PORT TTFT_US ITL_US PROMPT_TOKENS MAX_SECONDS THREADS
// POST /v1/...: max_completion_tokens or max_tokens of the body is the answer's length. GET /exact/times: when each token
// was handed to its socket (CLOCK_MONOTONIC, ns), a JSON line a request; kept only where ITL_US > 0. GET: {"data":[]}.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { MAX_REQUEST = 1 << 20, EVENTS = 512, HEADS = 4096 };

typedef struct request { // what is remembered of one, for /exact/times
  struct request *next;
  char id[64];
  int64_t read;
  int tokens, written;
  int64_t at[];
} request;

typedef struct conn {
  int fd, tokens, done, heap_at, blocked, active;
  int64_t start, due;
  char *in;
  size_t in_len, in_cap;
  char *out; // what the socket did not take
  size_t out_len, out_off, out_cap;
  request *times;
  struct conn *next_active;
} conn;

typedef struct {
  pthread_t thread;
  int epoll;
  conn **heap;
  int heap_len, heap_cap;
  conn **active;
  int active_len, active_cap;
  request *all;
  pthread_mutex_t lock;
  char event[512];
  int event_len;
} worker;

static int64_t ttft, itl, deadline;
static int prompt_tokens, threads, listener;
static worker workers[16];

static int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void swap(worker *w, int a, int b) {
  conn *c = w->heap[a];
  w->heap[a] = w->heap[b];
  w->heap[b] = c;
  w->heap[a]->heap_at = a;
  w->heap[b]->heap_at = b;
}

static void sift(worker *w, int i) {
  while (i > 0 && w->heap[i]->due < w->heap[(i - 1) / 2]->due) {
    swap(w, i, (i - 1) / 2);
    i = (i - 1) / 2;
  }
  for (;;) {
    int least = i, l = 2 * i + 1, r = l + 1;
    if (l < w->heap_len && w->heap[l]->due < w->heap[least]->due) least = l;
    if (r < w->heap_len && w->heap[r]->due < w->heap[least]->due) least = r;
    if (least == i) return;
    swap(w, i, least);
    i = least;
  }
}

static void push(worker *w, conn *c) {
  if (w->heap_len == w->heap_cap) {
    w->heap_cap = w->heap_cap ? 2 * w->heap_cap : 1024;
    w->heap = realloc(w->heap, w->heap_cap * sizeof *w->heap);
  }
  c->heap_at = w->heap_len;
  w->heap[w->heap_len++] = c;
  sift(w, c->heap_at);
}

static void pop(worker *w, conn *c) {
  int i = c->heap_at;
  if (i < 0) return;
  swap(w, i, w->heap_len - 1);
  w->heap_len--;
  c->heap_at = -1;
  if (i < w->heap_len) sift(w, i);
}

static void drop(worker *w, conn *c) {
  pop(w, c);
  if (c->active)
    for (int i = 0; i < w->active_len; i++)
      if (w->active[i] == c) w->active[i--] = w->active[--w->active_len];
  close(c->fd);
  free(c->in);
  free(c->out);
  free(c);
}

static int chunked(char *to, const char *event, int len) {
  int n = sprintf(to, "%x\r\n", len);
  memcpy(to + n, event, len);
  memcpy(to + n + len, "\r\n", 2);
  return n + len + 2;
}

// 0 when all went out or is kept; -1 when the peer is gone.
static int flush_out(worker *w, conn *c) {
  while (c->out_off < c->out_len) {
    ssize_t n = write(c->fd, c->out + c->out_off, c->out_len - c->out_off);
    if (n < 0) {
      if (errno != EAGAIN) return -1;
      if (!c->blocked) {
        struct epoll_event e = {.events = EPOLLIN | EPOLLOUT, .data.ptr = c};
        epoll_ctl(w->epoll, EPOLL_CTL_MOD, c->fd, &e);
        c->blocked = 1;
      }
      return 0;
    }
    c->out_off += n;
  }
  c->out_off = c->out_len = 0;
  if (c->blocked) {
    struct epoll_event e = {.events = EPOLLIN, .data.ptr = c};
    epoll_ctl(w->epoll, EPOLL_CTL_MOD, c->fd, &e);
    c->blocked = 0;
  }
  return 0;
}

static int send_bytes(worker *w, conn *c, const char *bytes, size_t len) {
  if (c->out_len == c->out_off) {
    ssize_t n = write(c->fd, bytes, len);
    if (n == (ssize_t)len) return 0;
    if (n < 0 && errno != EAGAIN) return -1;
    if (n > 0) bytes += n, len -= n;
  }
  if (c->out_len + len > c->out_cap) {
    c->out_cap = 2 * (c->out_len + len);
    c->out = realloc(c->out, c->out_cap);
  }
  memcpy(c->out + c->out_len, bytes, len);
  c->out_len += len;
  return flush_out(w, c);
}

static const char HEAD[] = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\ntransfer-encoding: chunked\r\n\r\n";
static const char SHAPE[] = "data: {\"id\":\"chatcmpl-pace\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"llmbench/embedded\","
                            "\"choices\":[{\"index\":0,\"delta\":{%s},\"logprobs\":null,\"finish_reason\":%s}]}\n\n";

// Writes `n` tokens in one write.
static int emit(worker *w, conn *c, int n) {
  char bytes[HEADS + 16 * 512], event[1024];
  int len = 0;
  if (c->done == 0) {
    memcpy(bytes, HEAD, sizeof HEAD - 1);
    len = sizeof HEAD - 1;
    len += chunked(bytes + len, event, sprintf(event, SHAPE, "\"role\":\"assistant\",\"content\":\"\"", "null"));
  }
  for (; n > 0; n--) {
    memcpy(bytes + len, w->event, w->event_len);
    len += w->event_len;
    if (c->times && c->done < c->times->tokens) c->times->at[c->done] = now();
    if (++c->done == c->tokens) {
      len += chunked(bytes + len, event, sprintf(event, SHAPE, "\"content\":\"\"", "\"length\""));
      len += chunked(bytes + len, event,
                     sprintf(event, "data: {\"id\":\"chatcmpl-pace\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"llmbench/embedded\","
                                    "\"choices\":[],\"usage\":{\"prompt_tokens\":%d,\"total_tokens\":%d,\"completion_tokens\":%d}}\n\n",
                             prompt_tokens, prompt_tokens + c->tokens, c->tokens));
      len += chunked(bytes + len, event, sprintf(event, "data: [DONE]\n\n"));
      len += sprintf(bytes + len, "0\r\n\r\n");
      if (c->times) {
        pthread_mutex_lock(&w->lock);
        c->times->next = w->all;
        w->all = c->times;
        c->times = NULL;
        pthread_mutex_unlock(&w->lock);
      }
      break;
    }
  }
  return send_bytes(w, c, bytes, len);
}

static void times_body(conn *c) {
  char *body;
  size_t len;
  FILE *f = open_memstream(&body, &len);
  for (int i = 0; i < threads; i++) {
    pthread_mutex_lock(&workers[i].lock);
    for (request *r = workers[i].all; r; r = r->next) {
      fprintf(f, "{\"request_id\":\"%s\",\"read\":%ld,\"written\":[", r->id, (long)r->read);
      for (int k = 0; k < r->tokens; k++) fprintf(f, k ? ",%ld" : "%ld", (long)r->at[k]);
      fprintf(f, "]}\n");
    }
    pthread_mutex_unlock(&workers[i].lock);
  }
  fclose(f);
  char head[200];
  int n = sprintf(head, "HTTP/1.1 200 OK\r\ncontent-type: application/jsonl\r\ncontent-length: %zu\r\n\r\n", len);
  c->out = realloc(c->out, n + len);
  c->out_cap = c->out_len = n + len;
  c->out_off = 0;
  memcpy(c->out, head, n);
  memcpy(c->out + n, body, len);
  free(body);
}

static long number_after(const char *text, const char *key) {
  const char *p = strstr(text, key);
  return p ? strtol(p + strlen(key), NULL, 10) : -1;
}

// A whole request stands in c->in: answer it. -1 when the peer is gone.
static int serve(worker *w, conn *c, char *body) {
  if (!strncmp(c->in, "GET /exact/times", 16)) {
    times_body(c);
    return flush_out(w, c);
  }
  if (!strncmp(c->in, "GET ", 4)) {
    char text[] = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 27\r\n\r\n{\"object\":\"list\",\"data\":[]}";
    return send_bytes(w, c, text, strlen(text));
  }
  if (strncmp(c->in, "POST /v1/", 9)) {
    char text[] = "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n";
    return send_bytes(w, c, text, strlen(text));
  }
  int64_t t = now();
  long tokens = number_after(body, "\"max_completion_tokens\":");
  if (tokens < 0) tokens = number_after(body, "\"max_tokens\":");
  c->tokens = tokens > 0 ? tokens : 1;
  c->done = 0;
  c->start = t;
  c->due = t + ttft;
  if (itl > 0) {
    c->times = malloc(sizeof(request) + c->tokens * sizeof(int64_t));
    c->times->read = t;
    c->times->tokens = c->tokens;
    char *id = strcasestr(c->in, "x-request-id: ");
    int n = 0;
    if (id)
      for (id += 14; *id > ' ' && n < 63; id++) c->times->id[n++] = *id;
    c->times->id[n] = 0;
    push(w, c);
  } else {
    if (w->active_len == w->active_cap) {
      w->active_cap = w->active_cap ? 2 * w->active_cap : 256;
      w->active = realloc(w->active, w->active_cap * sizeof *w->active);
    }
    w->active[w->active_len++] = c;
    c->active = 1;
  }
  return 0;
}

static int on_readable(worker *w, conn *c) {
  for (;;) {
    if (c->in_cap - c->in_len < 4096) {
      if (c->in_cap > MAX_REQUEST) return -1;
      c->in_cap = 2 * c->in_cap + 8192;
      c->in = realloc(c->in, c->in_cap);
    }
    ssize_t n = read(c->fd, c->in + c->in_len, c->in_cap - c->in_len - 1);
    if (n == 0) return -1;
    if (n < 0) return errno == EAGAIN ? 0 : -1;
    c->in_len += n;
    c->in[c->in_len] = 0;
    char *end = strstr(c->in, "\r\n\r\n");
    if (!end) continue;
    char *length = strcasestr(c->in, "content-length: ");
    size_t body = length && length < end ? strtoul(length + 16, NULL, 10) : 0, whole = end + 4 - c->in + body;
    if (c->in_len < whole) continue;
    if (serve(w, c, end + 4) < 0) return -1;
    c->in_len = 0; // no pipelining
    return 0;
  }
}

static void accept_all(void) {
  static int turn;
  for (;;) {
    int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
    if (fd < 0) return;
    int one = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    conn *c = calloc(1, sizeof *c);
    c->fd = fd;
    c->heap_at = -1;
    struct epoll_event e = {.events = EPOLLIN, .data.ptr = c};
    epoll_ctl(workers[turn++ % threads].epoll, EPOLL_CTL_ADD, fd, &e);
  }
}

static void *run(void *arg) {
  worker *w = arg;
  struct epoll_event events[EVENTS];
  prctl(PR_SET_TIMERSLACK, 1000);
  while (now() < deadline) {
    struct timespec wait = {.tv_sec = 0, .tv_nsec = 100000000};
    if (w->active_len) wait.tv_nsec = 0;
    if (w->heap_len) {
      int64_t left = w->heap[0]->due - now();
      wait.tv_nsec = left < 0 ? 0 : left < 100000000 ? left : 100000000;
    }
    int n = epoll_pwait2(w->epoll, events, EVENTS, &wait, NULL);
    for (int i = 0; i < n; i++) {
      conn *c = events[i].data.ptr;
      if (!c) accept_all();
      else if (((events[i].events & EPOLLOUT) && flush_out(w, c) < 0) || ((events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) && on_readable(w, c) < 0)) drop(w, c);
    }
    while (w->heap_len && w->heap[0]->due <= now()) {
      conn *c = w->heap[0];
      int64_t late = (now() - c->start - ttft) / itl + 1 - c->done; // how many exist by now
      if (emit(w, c, late > 8 ? 8 : late < 1 ? 1 : (int)late) < 0) {
        drop(w, c);
      } else if (c->done == c->tokens) {
        pop(w, c);
      } else {
        c->due = c->start + ttft + c->done * itl;
        sift(w, 0);
      }
    }
    for (int i = 0; i < w->active_len; i++) {
      conn *c = w->active[i];
      if (c->out_len > c->out_off) continue;
      if (emit(w, c, 1) < 0) {
        drop(w, c);
        i--;
      } else if (c->done == c->tokens) {
        c->active = 0;
        w->active[i--] = w->active[--w->active_len];
      }
    }
  }
  exit(0);
}

int main(int argc, char **argv) {
  if (argc != 7) return fprintf(stderr, "pace PORT TTFT_US ITL_US PROMPT_TOKENS MAX_SECONDS THREADS\n"), 2;
  signal(SIGPIPE, SIG_IGN);
  ttft = atoll(argv[2]) * 1000;
  itl = atoll(argv[3]) * 1000;
  prompt_tokens = atoi(argv[4]);
  deadline = now() + atoll(argv[5]) * 1000000000LL;
  threads = atoi(argv[6]) < 1 ? 1 : atoi(argv[6]) > 16 ? 16 : atoi(argv[6]);
  listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  int one = 1;
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1])), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (bind(listener, (struct sockaddr *)&at, sizeof at) || listen(listener, 16384)) return perror("pace"), 2;
  for (int i = 0; i < threads; i++) {
    worker *w = &workers[i];
    char event[512];
    w->epoll = epoll_create1(0);
    w->event_len = chunked(w->event, event, sprintf(event, SHAPE, "\"content\":\" token\"", "null"));
    pthread_mutex_init(&w->lock, NULL);
  }
  struct epoll_event e = {.events = EPOLLIN, .data.ptr = NULL};
  epoll_ctl(workers[0].epoll, EPOLL_CTL_ADD, listener, &e);
  printf("listening on http://127.0.0.1:%s\n", argv[1]);
  fflush(stdout);
  for (int i = 1; i < threads; i++) pthread_create(&workers[i].thread, NULL, run, &workers[i]);
  run(&workers[0]);
}
