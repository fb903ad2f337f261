// SPDX-License-Identifier: Apache-2.0

// The same least client as floor.c in Go, whose runtime waits on epoll and schedules a goroutine a stream: what a bare client
// costs in a managed language. It reads sockets, looks for the ends of frames, and counts them.
//
//	floor-go PORT STREAMS REQUESTS TOKENS
package main

import (
	"bytes"
	"fmt"
	"net"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

var (
	port, streams, requests, tokens int
	cursor                          atomic.Int64
	frames                          atomic.Int64
	end                             = []byte("0\r\n\r\n")
	gap                             = []byte("\n\n")
)

func main() {
	for i, at := range []*int{&port, &streams, &requests, &tokens} {
		*at, _ = strconv.Atoi(os.Args[i+1])
	}
	start := time.Now()
	var all sync.WaitGroup
	for i := 0; i < streams; i++ {
		all.Add(1)
		go func() {
			defer all.Done()
			stream()
		}()
	}
	all.Wait()
	seconds := time.Since(start).Seconds()
	var use syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &use)
	cpu := float64(use.Utime.Nano()+use.Stime.Nano()) / 1e9
	fmt.Printf("{\"client\":\"floor-go\",\"frames\":%d,\"seconds\":%.3f,\"cpu_seconds\":%.3f,\"tokens_per_second\":%.0f}\n",
		frames.Load(), seconds, cpu, float64(requests*tokens)/seconds)
}

func stream() {
	conn, err := net.Dial("tcp", "127.0.0.1:"+strconv.Itoa(port))
	if err != nil {
		panic(err)
	}
	defer conn.Close()
	buffer := make([]byte, 16<<10)
	prompt := strings.Repeat("a", 70)
	for {
		index := cursor.Add(1) - 1
		if index >= int64(requests) {
			return
		}
		body := fmt.Sprintf(`{"model":"llmbench/embedded","messages":[{"role":"user","content":"%s"}],"max_completion_tokens":%d,"stream":true,"ignore_eos":true}`, prompt, tokens)
		fmt.Fprintf(conn, "POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1:%d\r\ncontent-type: application/json\r\nx-request-id: floor-%d\r\ncontent-length: %d\r\n\r\n%s", port, index, len(body), body)
		var tail []byte
		found := 0
		for !bytes.HasSuffix(tail, end) {
			n, err := conn.Read(buffer)
			if err != nil {
				panic(err)
			}
			_ = time.Now()
			found += bytes.Count(buffer[:n], gap)
			tail = append(tail[:0], buffer[max(0, n-5):n]...)
		}
		frames.Add(int64(found))
	}
}
