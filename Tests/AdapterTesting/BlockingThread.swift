import Foundation

/// A thread for a loop that blocks: a dispatch queue's threads are few, and tests run by the hundred.
package enum BlockingThread {
    package static func start(_ body: @escaping @Sendable () -> Void) {
        Thread.detachNewThread(body)
    }
}
