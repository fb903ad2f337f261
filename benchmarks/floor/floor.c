// SPDX-License-Identifier: Apache-2.0
// The least a client can do: it reads sockets by epoll, reads the clock once a read, looks for the ends of frames, and keeps
// their times. No JSON, no TLS, no check of what came. Its cost is the floor that other clients are set against.
//   floor PORT STREAMS REQUESTS TOKENS THREADS PROMPT_BYTES [TIMES_FILE]
// A closed model: each stream sends its next request on its connection when the last answer has ended. Prints CPU time and
// rate; TIMES_FILE gets a JSON line a request, with the keys of docs/records.md that benchmarks/accuracy.py reads.
#define _GNU_SOURCE
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

typedef struct {
  int fd, index, frames;
  char tail[5];
} stream;

static int port, streams, requests, tokens, threads, prompt_bytes;
static atomic_int cursor;
static int64_t *sent_at, *frame_at; // by request; frame_at: tokens + 4 each
static int *frame_count;

static int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void die(const char *what) {
  perror(what);
  exit(1);
}

static int send_next(stream *s, char *buffer, const char *prompt) {
  int index = atomic_fetch_add(&cursor, 1);
  if (index >= requests) return 0;
  s->index = index;
  s->frames = 0;
  memset(s->tail, 0, sizeof s->tail);
  sent_at[index] = now();
  if (s->fd < 0) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int one = 1;
    s->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (s->fd < 0 || connect(s->fd, (struct sockaddr *)&at, sizeof at)) die("connect");
    setsockopt(s->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  }
  char body[prompt_bytes + 512];
  int body_len = sprintf(body,
                         "{\"model\":\"llmbench/embedded\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"%s\"}]}],"
                         "\"max_completion_tokens\":%d,\"stream\":true,\"stream_options\":{\"include_usage\":true},\"ignore_eos\":true}",
                         prompt, tokens);
  int len = sprintf(buffer,
                    "POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1:%d\r\ncontent-type: application/json\r\n"
                    "x-request-id: floor-%d\r\ncontent-length: %d\r\n\r\n%s",
                    port, index, body_len, body);
  if (write(s->fd, buffer, len) != len) die("write");
  return 1;
}

static void *run(void *arg) {
  int mine = (int)(intptr_t)arg, first = (int)((long)streams * mine / threads), last = (int)((long)streams * (mine + 1) / threads);
  int epoll = epoll_create1(0);
  char *buffer = malloc((1 << 16) + prompt_bytes + 1024), *prompt = malloc(prompt_bytes + 1);
  memset(prompt, 'a', prompt_bytes);
  prompt[prompt_bytes] = 0;
  stream *all = calloc(last - first, sizeof *all);
  int open = 0;
  for (int i = 0; i < last - first; i++) {
    all[i].fd = -1;
    if (!send_next(&all[i], buffer, prompt)) continue;
    struct epoll_event e = {.events = EPOLLIN, .data.ptr = &all[i]};
    epoll_ctl(epoll, EPOLL_CTL_ADD, all[i].fd, &e);
    open++;
  }
  struct epoll_event events[256];
  while (open) {
    int n = epoll_wait(epoll, events, 256, -1);
    for (int i = 0; i < n; i++) {
      stream *s = events[i].data.ptr;
      ssize_t got = read(s->fd, buffer, 1 << 16);
      if (got <= 0) die("read");
      int64_t t = now();
      char *p = buffer, *end = buffer + got;
      while ((p = memchr(p, '\n', end - p))) {
        p++;
        if (p < end && *p == '\n') {
          if (s->frames < tokens + 4) frame_at[(long)s->index * (tokens + 4) + s->frames++] = t;
          p++;
        }
      }
      int keep = got < 5 ? (int)got : 5;
      memmove(s->tail, s->tail + keep, 5 - keep);
      memcpy(s->tail + 5 - keep, end - keep, keep);
      if (!memcmp(s->tail, "0\r\n\r\n", 5)) {
        frame_count[s->index] = s->frames;
        if (!send_next(s, buffer, prompt)) {
          close(s->fd);
          open--;
        }
      }
    }
  }
  return NULL;
}

int main(int argc, char **argv) {
  if (argc < 7) return fprintf(stderr, "floor PORT STREAMS REQUESTS TOKENS THREADS PROMPT_BYTES [TIMES_FILE]\n"), 2;
  port = atoi(argv[1]), streams = atoi(argv[2]), requests = atoi(argv[3]), tokens = atoi(argv[4]), threads = atoi(argv[5]), prompt_bytes = atoi(argv[6]);
  sent_at = calloc(requests, sizeof *sent_at);
  frame_at = calloc((size_t)requests * (tokens + 4), sizeof *frame_at), frame_count = calloc(requests, sizeof *frame_count);
  int64_t start = now();
  pthread_t workers[64];
  for (int i = 0; i < threads; i++) pthread_create(&workers[i], NULL, run, (void *)(intptr_t)i);
  for (int i = 0; i < threads; i++) pthread_join(workers[i], NULL);
  double seconds = (now() - start) / 1e9;
  struct rusage use;
  getrusage(RUSAGE_SELF, &use);
  double cpu = use.ru_utime.tv_sec + use.ru_utime.tv_usec / 1e6 + use.ru_stime.tv_sec + use.ru_stime.tv_usec / 1e6;
  printf("{\"client\":\"floor\",\"streams\":%d,\"requests\":%d,\"seconds\":%.3f,\"cpu_seconds\":%.3f,\"tokens_per_second\":%.0f}\n", streams, requests, seconds,
         cpu, (double)requests * tokens / seconds);
  if (argc > 7) {
    FILE *f = fopen(argv[7], "w");
    fprintf(f, "{\"anchor_nanos\":0}\n");
    for (int r = 0; r < requests; r++) {
      int64_t *at = frame_at + (long)r * (tokens + 4);
      // The first frame holds the role; the last three end the answer.
      fprintf(f, "{\"index\":%d,\"id\":\"floor-%d\",\"outcome\":\"completed\",\"sent\":%ld,\"first\":%ld,\"gaps\":[", r, r, (long)sent_at[r], (long)at[1]);
      for (int k = 2; k <= tokens; k++) fprintf(f, k > 2 ? ",%ld" : "%ld", (long)(at[k] - at[k - 1]));
      fprintf(f, "]}\n");
    }
    fclose(f);
  }
}
