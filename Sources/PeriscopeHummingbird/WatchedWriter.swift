import HTTPTypes
import Hummingbird
import NIOCore

/// Writes to the client what a streamed body writes, and notes it.
struct WatchedWriter: ResponseBodyWriter {
    private var client: any ResponseBodyWriter
    private let stream: StreamedBody

    init(client: any ResponseBodyWriter, stream: StreamedBody) {
        self.client = client
        self.stream = stream
    }

    mutating func write(_ buffer: ByteBuffer) async throws {
        do {
            try await client.write(buffer)
        } catch {
            stream.noteClientGone()
            throw error
        }
        stream.capture.append(buffer)
    }

    mutating func write(contentsOf buffers: some Sequence<ByteBuffer>) async throws {
        let buffers = Array(buffers)
        do {
            try await client.write(contentsOf: buffers)
        } catch {
            stream.noteClientGone()
            throw error
        }
        for buffer in buffers { stream.capture.append(buffer) }
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {
        let stream = stream
        do {
            try await client.finish(trailingHeaders)
        } catch {
            stream.noteClientGone()
            throw error
        }
    }
}
