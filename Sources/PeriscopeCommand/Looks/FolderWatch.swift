#if os(Linux)
    #if canImport(Glibc)
        import Glibc
    #elseif canImport(Musl)
        import Musl
    #endif

    /// Tells which files were saved, in folders that are watched.
    ///
    /// Folders and not files, since editors save by renaming a new file over the old one. Costs nothing while nothing is
    /// saved: its descriptor is one of those that the loop waits for. (Linux: inotify(7).)
    package final class FolderWatch {
        /// What happened since the last look.
        package enum News: Equatable {
            /// Paths of files that are watched, as they were named to ``watch(_:files:)``.
            case files(Set<String>)
            /// Too much happened to tell what.
            case unknown
        }

        /// Readable when there is news.
        package let descriptor: Int32
        private var folders: [Int32: String] = [:]
        private var files: Set<String> = []
        /// Whether a folder could not be watched, most likely because it is not there.
        package private(set) var lacksFolders = false

        /// Nil when the system has no watches left.
        package init?() {
            descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
            guard descriptor >= 0 else { return nil }
        }

        deinit {
            close(descriptor)
        }

        /// Watches exactly these folders, and files by name in them; one that is not there is passed over.
        ///
        /// - Parameter files: What there is news of; whatever else is saved in the folders is passed over.
        package func watch(_ wanted: Set<String>, files: Set<String>) {
            self.files = files
            for (number, folder) in folders where !wanted.contains(folder) {
                inotify_rm_watch(descriptor, number)
                folders[number] = nil
            }
            let known = Set(folders.values)
            for folder in wanted.subtracting(known).prefix(Self.most) {
                let number = inotify_add_watch(descriptor, folder, Self.mask)
                if number >= 0 { folders[number] = folder }
            }
            lacksFolders = !wanted.isSubset(of: folders.values)
        }

        /// What happened since the last call; never waits.
        package func take() -> News {
            var buffer = [UInt8](repeating: 0, count: 16_384)
            var files: Set<String> = []
            while true {
                let count = read(descriptor, &buffer, buffer.count)
                guard count > 0 else { return .files(files) }
                guard let more = paths(in: buffer[..<count]) else { return .unknown }
                files.formUnion(more)
            }
        }

        /// Nil when the queue ran over.
        private func paths(in bytes: ArraySlice<UInt8>) -> Set<String>? {
            var result: Set<String> = []
            var place = bytes.startIndex
            while place + Self.headSize <= bytes.endIndex {
                let head = bytes[place..<place + Self.headSize].withUnsafeBytes {
                    $0.loadUnaligned(as: inotify_event.self)
                }
                if head.mask & UInt32(IN_Q_OVERFLOW) != 0 { return nil }
                let start = place + Self.headSize
                let end = min(start + Int(head.len), bytes.endIndex)
                let name = String(decoding: bytes[start..<end].prefix { $0 != 0 }, as: UTF8.self)
                if head.mask & UInt32(IN_IGNORED) != 0, folders.removeValue(forKey: head.wd) != nil {
                    lacksFolders = true
                }
                if let folder = folders[head.wd] {
                    let path = (folder == "/" ? "" : folder) + "/" + name
                    if files.contains(path) { result.insert(path) }
                }
                place = end
            }
            return result
        }

        private static let headSize = MemoryLayout<inotify_event>.size
        private static let most = 16
        // Not IN_CREATE or IN_MODIFY: a file that is being written is half a file.
        private static let mask = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_DELETE | IN_ONLYDIR)
    }
#endif
